"""Where the synthetic people live abroad, with numbering plans their invented phones fit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Residence:
    """One town abroad; `phone` has a run of `#` replaced by digits of the person."""

    country: str
    country_code: str
    region: str
    city: str
    postal_code: str
    phone: str
    zone: str


RESIDENCES: tuple[Residence, ...] = (
    Residence(
        "España", "ES", "Comunidad de Madrid", "Madrid", "28025", "+34612345###", "Europe/Madrid"
    ),
    Residence(
        "Estados Unidos de América",
        "US",
        "Nueva York",
        "Queens",
        "11373",
        "+1718555010#",
        "America/New_York",
    ),
    Residence("Italia", "IT", "Liguria", "Génova", "16149", "+393123456###", "Europe/Rome"),
    Residence(
        "España", "ES", "Región de Murcia", "Lorca", "30800", "+34612346###", "Europe/Madrid"
    ),
    Residence(
        "Estados Unidos de América",
        "US",
        "Nueva Jersey",
        "Newark",
        "07105",
        "+1973555011#",
        "America/New_York",
    ),
    Residence(
        "Chile",
        "CL",
        "Región Metropolitana",
        "Santiago",
        "8320000",
        "+56961234###",
        "America/Santiago",
    ),
    Residence("España", "ES", "Cataluña", "Barcelona", "08030", "+34612347###", "Europe/Madrid"),
    Residence(
        "Reino Unido", "GB", "Inglaterra", "Londres", "SE15 5DQ", "+447400123###", "Europe/London"
    ),
    Residence("Canadá", "CA", "Ontario", "Toronto", "M6H 1A9", "+1416555012#", "America/Toronto"),
    Residence("Alemania", "DE", "Hamburgo", "Hamburgo", "20099", "+4915123456###", "Europe/Berlin"),
    Residence("Italia", "IT", "Lombardía", "Milán", "20127", "+393123457###", "Europe/Rome"),
    Residence("Suiza", "CH", "Ginebra", "Ginebra", "1203", "+41781234###", "Europe/Zurich"),
    Residence("Francia", "FR", "Isla de Francia", "París", "75019", "+33612345###", "Europe/Paris"),
    Residence(
        "Estados Unidos de América",
        "US",
        "Illinois",
        "Chicago",
        "60639",
        "+1312555013#",
        "America/Chicago",
    ),
    Residence(
        "Bélgica", "BE", "Bruselas-Capital", "Bruselas", "1070", "+32470123###", "Europe/Brussels"
    ),
    Residence("Colombia", "CO", "Nariño", "Pasto", "520001", "+573211234###", "America/Bogota"),
    Residence(
        "Países Bajos",
        "NL",
        "Holanda Meridional",
        "Róterdam",
        "3014",
        "+31612345###",
        "Europe/Amsterdam",
    ),
    Residence("Perú", "PE", "Lima", "Lima", "15046", "+51912345###", "America/Lima"),
    Residence(
        "Estados Unidos de América",
        "US",
        "Florida",
        "Miami",
        "33125",
        "+1305555014#",
        "America/New_York",
    ),
    Residence(
        "Suecia", "SE", "Estocolmo", "Estocolmo", "11864", "+46701234###", "Europe/Stockholm"
    ),
    Residence(
        "México",
        "MX",
        "Ciudad de México",
        "Ciudad de México",
        "06700",
        "+525512345###",
        "America/Mexico_City",
    ),
    Residence(
        "Argentina",
        "AR",
        "Ciudad Autónoma de Buenos Aires",
        "Buenos Aires",
        "C1093",
        "+5491123456###",
        "America/Argentina/Buenos_Aires",
    ),
    Residence(
        "Australia", "AU", "Victoria", "Melbourne", "3000", "+61412345###", "Australia/Melbourne"
    ),
    Residence("Portugal", "PT", "Lisboa", "Lisboa", "1100-148", "+351912345###", "Europe/Lisbon"),
)

# code, name, a sector people of the province would write
PROVINCES: tuple[tuple[str, str, str], ...] = (
    ("01", "Azuay", "Yanuncay"),
    ("02", "Bolívar", "Guanujo"),
    ("03", "Cañar", "Azogues"),
    ("04", "Carchi", "González Suárez"),
    ("05", "Cotopaxi", "La Matriz"),
    ("06", "Chimborazo", "Lizarzaburu"),
    ("07", "El Oro", "Machala"),
    ("08", "Esmeraldas", "Bartolomé Ruiz"),
    ("09", "Guayas", "Tarqui"),
    ("10", "Imbabura", "El Sagrario"),
    ("11", "Loja", "Sucre"),
    ("12", "Los Ríos", "Babahoyo"),
    ("13", "Manabí", "Portoviejo"),
    ("14", "Morona Santiago", "Macas"),
    ("15", "Napo", "Tena"),
    ("16", "Pastaza", "Puyo"),
    ("17", "Pichincha", "Chillogallo"),
    ("18", "Tungurahua", "Huachi Loreto"),
    ("19", "Zamora Chinchipe", "Zamora"),
    ("20", "Galápagos", "Puerto Ayora"),
    ("21", "Sucumbíos", "Nueva Loja"),
    ("22", "Orellana", "El Coca"),
    ("23", "Santo Domingo de los Tsáchilas", "Chigüilpe"),
    ("24", "Santa Elena", "Ballenita"),
)
