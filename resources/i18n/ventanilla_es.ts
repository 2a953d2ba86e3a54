<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="es">
<context>
    <name>AuditWords</name>
    <message numerus="yes">
        <source>La cadena está entera: %n hecho(s), cada uno enlazado al anterior.</source>
        <translation>
            <numerusform>La cadena está entera: %n hecho, enlazado al anterior.</numerusform>
            <numerusform>La cadena está entera: %n hechos, cada uno enlazado al anterior.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archivo(s) faltan o están alterados: el índice dice cuáles.</source>
        <translation>
            <numerusform>%n archivo falta o está alterado: el índice dice cuál.</numerusform>
            <numerusform>%n archivos faltan o están alterados: el índice dice cuáles.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallTidings</name>
    <message numerus="yes">
        <source>Salen %n mensaje(s): la convocatoria y sus recordatorios.</source>
        <translation>
            <numerusform>Sale %n mensaje: la convocatoria.</numerusform>
            <numerusform>Salen %n mensajes: la convocatoria y sus recordatorios.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message numerus="yes">
        <source>vencido %n día(s)</source>
        <translation>
            <numerusform>vencido %n día</numerusform>
            <numerusform>vencido %n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n día(s)</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionWords</name>
    <message numerus="yes">
        <source>Avisa al correo anterior y al nuevo, y reemplaza los datos en %n hora(s) si nadie lo detiene.</source>
        <translation>
            <numerusform>Avisa al correo anterior y al nuevo, y reemplaza los datos en %n hora si nadie lo detiene.</numerusform>
            <numerusform>Avisa al correo anterior y al nuevo, y reemplaza los datos en %n horas si nadie lo detiene.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cuadros guardados como evidencia</source>
        <translation>
            <numerusform>%n cuadro guardado como evidencia</numerusform>
            <numerusform>%n cuadros guardados como evidencia</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partes marcadas sin salida de sonido</source>
        <translation>
            <numerusform>%n parte marcada sin salida de sonido</numerusform>
            <numerusform>%n partes marcadas sin salida de sonido</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n no las oyó nadie</source>
        <translation>
            <numerusform>%n no la oyó nadie</numerusform>
            <numerusform>%n no las oyó nadie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n capturas</source>
        <translation>
            <numerusform>%n captura</numerusform>
            <numerusform>%n capturas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message numerus="yes">
        <source>Cambio, %n aviso(s)</source>
        <translation>
            <numerusform>Cambio, %n aviso</numerusform>
            <numerusform>Cambio, %n avisos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n aviso(s) de riesgo</source>
        <translation>
            <numerusform>%n aviso de riesgo</numerusform>
            <numerusform>%n avisos de riesgo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n campo(s) más</source>
        <translation>
            <numerusform>%n campo más</numerusform>
            <numerusform>%n campos más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerWords</name>
    <message numerus="yes">
        <source>%n intento(s)</source>
        <translation>
            <numerusform>%n intento</numerusform>
            <numerusform>%n intentos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message numerus="yes">
        <source>%n aviso(s)</source>
        <translation>
            <numerusform>%n aviso</numerusform>
            <numerusform>%n avisos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caso(s) con «{words}» en todas las vistas, también los cerrados</source>
        <translation>
            <numerusform>%n caso con «{words}» en todas las vistas, también los cerrados</numerusform>
            <numerusform>%n casos con «{words}» en todas las vistas, también los cerrados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caso(s) con «{words}»</source>
        <translation>
            <numerusform>%n caso con «{words}»</numerusform>
            <numerusform>%n casos con «{words}»</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n casos · mostrando {shown} · por tiempo restante · avisos al último paso</source>
        <translation>
            <numerusform>%n caso · mostrando {shown} · por tiempo restante · avisos al último paso</numerusform>
            <numerusform>%n casos · mostrando {shown} · por tiempo restante · avisos al último paso</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message numerus="yes">
        <source>oír %n parte(s) de la declaración</source>
        <translation>
            <numerusform>oír %n parte de la declaración</numerusform>
            <numerusform>oír %n partes de la declaración</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Y %n más.</source>
        <translation>
            <numerusform>Y %n más.</numerusform>
            <numerusform>Y %n más.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>y %n más</source>
        <translation>
            <numerusform>y %n más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Falta(n) %n</source>
        <translation>
            <numerusform>Falta %n</numerusform>
            <numerusform>Faltan %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message numerus="yes">
        <source>%n recordatorio(s)</source>
        <translation>
            <numerusform>%n recordatorio</numerusform>
            <numerusform>%n recordatorios</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingEditor</name>
    <message numerus="yes">
        <source>y %n anteriores</source>
        <translation>
            <numerusform>y %n anterior</numerusform>
            <numerusform>y %n anteriores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StaffPane</name>
    <message numerus="yes">
        <source>%n cuentas</source>
        <translation>
            <numerusform>%n cuenta</numerusform>
            <numerusform>%n cuentas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activas</source>
        <translation>
            <numerusform>%n activa</numerusform>
            <numerusform>%n activas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n a tiempo</source>
        <translation>
            <numerusform>%n a tiempo</numerusform>
            <numerusform>%n a tiempo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vencen hoy</source>
        <translation>
            <numerusform>%n vence hoy</numerusform>
            <numerusform>%n vencen hoy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vencidos</source>
        <translation>
            <numerusform>%n vencido</numerusform>
            <numerusform>%n vencidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n en pausa</source>
        <translation>
            <numerusform>%n en pausa</numerusform>
            <numerusform>%n en pausa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkHeader</name>
    <message numerus="yes">
        <source>%n ausencia(s)</source>
        <translation>
            <numerusform>%n ausencia</numerusform>
            <numerusform>%n ausencias</numerusform>
        </translation>
    </message>
</context>
</TS>
