"""The pages of the gallery, with invented people only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tests.ui.drawn_video import DrawnVideo
from ui.application import Application
from ui.shell.main_window import MainWindow
from ui.shell.screen import ScreenSpec, SessionView
from ui.theme import Gap, Tone, mark
from ui.widgets.arrange import column, row
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.banner import Banner
from ui.widgets.card import Card, SectionHeader
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence_panel import EvidencePanel
from ui.widgets.face_strip import FaceStrip
from ui.widgets.filters import FilterCombo, SearchBox
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.table_column import Column, Page
from ui.widgets.text import plain_label
from ui.widgets.undo_bar import UndoBar
from ui.widgets.video_player import VideoPlayer


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    person: str
    procedure: str
    place: str
    step: str
    time_left: BadgeText
    notes: str
    holder: str


SOON = BadgeText("vence hoy 16:40", Tone.SOON)
LATE = BadgeText("vencido 1 día", Tone.LATE)
FINE = BadgeText("3 días", Tone.DONE)
ADC = "Actualización de contacto"
PEOPLE = (
    ("ADC-2026-004817", "Quinde Morales, Rosa Elena", ADC, "Madrid, ES", SOON, "2 avisos", "—"),
    (
        "ADC-2026-004822",
        "Zambrano Vera, Luis Alfredo",
        ADC,
        "Queens, US",
        SOON,
        "corrección 1",
        "—",
    ),
    ("ADC-2026-004809", "Chiluisa Toapanta, María", ADC, "Milán, IT", LATE, "", "V. Ortega"),
    (
        "CIE-2026-000391",
        "Rodríguez, José Gregorio",
        "Código para extranjeros",
        "Quito",
        FINE,
        "",
        "",
    ),
    ("ADC-2026-004830", "Espinoza Mera, Carlos", ADC, "Santiago, CL", FINE, "video sin audio", "—"),
)
ROWS = tuple(Row(n, p, c, d, "Revisar documentos", b, a, h) for n, p, c, d, b, a, h in PEOPLE * 3)
COLUMNS = (
    Column[Row]("number", "Trámite", lambda r: r.number),
    Column[Row]("person", "Persona", lambda r: r.person, strong=True),
    Column[Row]("procedure", "Procedimiento", lambda r: r.procedure),
    Column[Row]("place", "Desde", lambda r: r.place),
    Column[Row]("step", "Siguiente paso", lambda r: r.step, ink="accent"),
    Column[Row]("term", "Término", lambda r: r.time_left.text, badge=lambda r: r.time_left),
    Column[Row]("notes", "Avisos", lambda r: r.notes, ink="quiet", stretch=True),
    Column[Row]("holder", "Lo tiene", lambda r: r.holder, ink="quiet"),
)


def queue_page(app: Application, window: MainWindow) -> QWidget:
    page = QWidget()
    head = SectionHeader("Cola", kind="heading")
    for text, tone in (
        ("25 vencen hoy", Tone.SOON),
        ("7 vencidos", Tone.LATE),
        ("96 a tiempo", Tone.DONE),
    ):
        head.add_beside_title(Badge(text, tone, ""))
    head.add(FilterCombo("Vista", [(1, "Mi provincia"), (2, "Todo el país")]))
    head.add(FilterCombo("Procedimiento", [(None, "todos")]))
    head.add(SearchBox("Número, cédula o nombre"))
    table: PagedTable[Row] = PagedTable(
        COLUMNS, id, app.tasks, app.messages, accessible_name="Cola de casos"
    )
    table.ask(lambda _cursor: Page(ROWS))
    table.page_loaded.connect(lambda *_: table.select_first())
    group = "Cola"
    take = KeyHintButton("Tomar siguiente", kind="primary")
    take.follow(
        window.shortcuts.add(
            page, "queue.take", "Tomar siguiente", "Ctrl+Space", page.update, group=group
        )
    )
    open_button = KeyHintButton("Abrir")
    open_button.follow(
        window.shortcuts.add(page, "queue.open", "Abrir", "Return", page.update, group=group)
    )
    foot = row(
        plain_label("128 casos · mostrando 12 · por tiempo restante", "caption"),
        1,
        open_button,
        take,
    )
    body = column(head, gap=Gap.M)
    body.addWidget(table, 1)
    body.addLayout(foot)
    page.setLayout(body)
    return page


def window(app: Application) -> QWidget:
    made = MainWindow(app.tasks, app.messages)

    def empty() -> QWidget:
        return EmptyState(
            "Ningún caso abierto", "Tome el siguiente de la cola.", action="Ir a la cola"
        )

    screens = (
        ScreenSpec("queue", "Cola", "list", lambda: queue_page(app, made), 128),
        ScreenSpec("home", "Mi puesto", "home", empty),
        ScreenSpec("desk", "Mesa de caso", "desk", empty),
        ScreenSpec("calls", "Videollamadas", "video", empty, 6),
        ScreenSpec("registry", "Registro", "people", empty),
        ScreenSpec("admin", "Administración", "settings", empty),
    )
    session = SessionView(
        "Ana Quishpe", "oficinista", "CAU Quito Matriz · Pichincha", "Central · PostgreSQL"
    )
    place = made.open_session(session, screens, reenter=lambda _: True, idle_seconds=0)
    place.status.set_counts(96, 25, 7)
    place.status.set_saved("10:42:07")
    return made


def sign_in(app: Application) -> QWidget:
    made = MainWindow(app.tasks, app.messages)
    view = made.show_sign_in(lambda _login, _password, _code: None, database="Local · SQLite")
    view.banner.tell(
        Tone.LATE,
        "Usuario o contraseña incorrectos.",
        "Quedan 3 intentos antes de bloquear la cuenta.",
    )
    return made


def locked(app: Application) -> QWidget:
    made = window(app)
    assert isinstance(made, MainWindow)
    made.lock()
    return made


def keys(app: Application) -> QWidget:
    made = window(app)
    assert isinstance(made, MainWindow)
    assert made.workplace is not None
    made.show()
    made.workplace.page("queue").setFocus()
    made._sheet.open_for(made.workplace.page("queue"))
    return made


def parts(app: Application) -> QWidget:
    page = QWidget()
    mark(page, "ground")
    banners = column()
    for tone in (Tone.INFO, Tone.DONE, Tone.SOON, Tone.LATE):
        banner = Banner()
        action = "Reintentar" if tone is Tone.SOON else ""
        banner.tell(
            tone,
            "No hay conexión con la base de datos.",
            "Nada de lo guardado se pierde.",
            action=action,
        )
        banners.addWidget(banner)
    badges = row(*(Badge(tone.value, tone) for tone in Tone), 1)
    buttons = row(
        KeyHintButton("Conforme", "A"),
        KeyHintButton("Pedir otra vez", "S"),
        KeyHintButton("Negar", "X", kind="danger"),
        KeyHintButton("Enlace", kind="link"),
        1,
        KeyHintButton("Resolver y siguiente", "Ctrl+Return", kind="primary"),
    )
    off = KeyHintButton("No disponible", "D")
    off.setEnabled(False)
    buttons.addWidget(off)
    secret = FormField("Contraseña", SecretEdit())
    secret.set_error("La contraseña no es correcta. Escríbala de nuevo.")
    undo = UndoBar()
    undo.offer("ADC-2026-004817 resuelto.", object())
    card = Card("Cambio solicitado")
    card.add(plain_label("Correo", "field"))
    card.add(plain_label("rosa.quinde@ejemplo.ec", "strong"))
    body = column(margin=Gap.L, gap=Gap.M)
    for layout in (banners, badges, buttons):
        body.addLayout(layout)
    for widget in (secret, undo, card):
        body.addWidget(widget)
    body.addWidget(
        EmptyState(
            "Sin videollamadas hoy", "Las citas aparecerán aquí al convocarlas.", icon="video"
        ),
        1,
    )
    page.setLayout(body)
    page.resize(900, 900)
    return page


def portrait(shift: int = 0) -> QImage:
    """A drawn head and shoulders; nobody's."""
    image = QImage(360, 480, QImage.Format.Format_RGB888)
    image.fill(QColor(110, 132, 150))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, place in (
        (QColor(52, 70, 92), QRect(60 + shift, 330, 240, 260)),
        (QColor(62, 44, 36), QRect(100 + shift, 70, 160, 220)),
        (QColor(217, 180, 152), QRect(115 + shift, 110, 130, 200)),
    ):
        painter.setBrush(colour)
        painter.drawEllipse(place)
    painter.end()
    return image


def evidence(app: Application) -> QWidget:
    page = QWidget()
    mark(page, "ground")
    sides = row(gap=Gap.M)
    for name, shift in (("Cédula, parte frontal", 0), ("Foto con la cédula", 12)):
        panel = EvidencePanel(name)
        panel.show_picture(portrait(shift), kind=name, caption=name, sha256="3fa9c1d27be04418" * 4)
        sides.addWidget(panel, 1)
        if shift:
            panel.view.zoom_by(1.5)
            panel.view.turn(2)
            panel.view.toggle_loupe()
    strip = FaceStrip(
        (
            ("card", "Cédula"),
            ("held", "Cédula en mano"),
            ("live", "Rostro"),
            ("video", "Video 0:06"),
        )
    )
    square = QRect(60, 50, 240, 240)
    for place, key in enumerate(("card", "held", "video")):
        strip.show_face(key, portrait(place * 6).copy(square))
    strip.set_whole("live", portrait())
    faces = Card("¿La misma persona?")
    faces.add(strip)
    body = column(margin=Gap.L, gap=Gap.M)
    body.addLayout(sides, 1)
    body.addWidget(faces)
    page.setLayout(body)
    page.resize(1180, 760)
    return page


def video(app: Application) -> QWidget:
    page = QWidget()
    mark(page, "ground")
    player = VideoPlayer("Video de autorización", app.tasks, app.messages)
    player.show_video(DrawnVideo(44.0), sha256="3fa9c1d27be04418" * 4)
    player.bind(ShortcutRegistry(page), "video")
    body = column(margin=Gap.L)
    body.addWidget(player, 1)
    page.setLayout(body)
    page.resize(900, 640)
    return page


PAGES: dict[str, Callable[[Application], QWidget]] = {
    "ventana": window,
    "entrada": sign_in,
    "bloqueo": locked,
    "teclas": keys,
    "piezas": parts,
    "evidencia": evidence,
    "video": video,
}
