"""Names of countries in Spanish and English, as letters and the spoken declaration use them.

Short names of the Unicode CLDR, with the spellings the institute itself uses where they differ.
"""

from __future__ import annotations

from types import MappingProxyType

# ISO 3166-1 code, Spanish name, English name.
_NAMES = """\
AD|Andorra|Andorra
AE|Emiratos Árabes Unidos|United Arab Emirates
AF|Afganistán|Afghanistan
AG|Antigua y Barbuda|Antigua and Barbuda
AI|Anguila|Anguilla
AL|Albania|Albania
AM|Armenia|Armenia
AO|Angola|Angola
AQ|Antártida|Antarctica
AR|Argentina|Argentina
AS|Samoa Americana|American Samoa
AT|Austria|Austria
AU|Australia|Australia
AW|Aruba|Aruba
AX|Islas Åland|Åland Islands
AZ|Azerbaiyán|Azerbaijan
BA|Bosnia y Herzegovina|Bosnia and Herzegovina
BB|Barbados|Barbados
BD|Bangladesh|Bangladesh
BE|Bélgica|Belgium
BF|Burkina Faso|Burkina Faso
BG|Bulgaria|Bulgaria
BH|Baréin|Bahrain
BI|Burundi|Burundi
BJ|Benín|Benin
BL|San Bartolomé|Saint Barthélemy
BM|Bermudas|Bermuda
BN|Brunéi|Brunei
BO|Bolivia|Bolivia
BQ|Bonaire, San Eustaquio y Saba|Bonaire, Sint Eustatius and Saba
BR|Brasil|Brazil
BS|Bahamas|Bahamas
BT|Bután|Bhutan
BV|Isla Bouvet|Bouvet Island
BW|Botsuana|Botswana
BY|Bielorrusia|Belarus
BZ|Belice|Belize
CA|Canadá|Canada
CC|Islas Cocos|Cocos Islands
CD|República Democrática del Congo|Democratic Republic of the Congo
CF|República Centroafricana|Central African Republic
CG|Congo|Congo
CH|Suiza|Switzerland
CI|Costa de Marfil|Côte d’Ivoire
CK|Islas Cook|Cook Islands
CL|Chile|Chile
CM|Camerún|Cameroon
CN|China|China
CO|Colombia|Colombia
CR|Costa Rica|Costa Rica
CU|Cuba|Cuba
CV|Cabo Verde|Cape Verde
CW|Curaçao|Curaçao
CX|Isla Christmas|Christmas Island
CY|Chipre|Cyprus
CZ|Chequia|Czechia
DE|Alemania|Germany
DJ|Yibuti|Djibouti
DK|Dinamarca|Denmark
DM|Dominica|Dominica
DO|República Dominicana|Dominican Republic
DZ|Argelia|Algeria
EC|Ecuador|Ecuador
EE|Estonia|Estonia
EG|Egipto|Egypt
EH|Sahara Occidental|Western Sahara
ER|Eritrea|Eritrea
ES|España|Spain
ET|Etiopía|Ethiopia
FI|Finlandia|Finland
FJ|Fiyi|Fiji
FK|Islas Malvinas|Falkland Islands
FM|Micronesia|Micronesia
FO|Islas Feroe|Faroe Islands
FR|Francia|France
GA|Gabón|Gabon
GB|Reino Unido|United Kingdom
GD|Granada|Grenada
GE|Georgia|Georgia
GF|Guayana Francesa|French Guiana
GG|Guernsey|Guernsey
GH|Ghana|Ghana
GI|Gibraltar|Gibraltar
GL|Groenlandia|Greenland
GM|Gambia|Gambia
GN|Guinea|Guinea
GP|Guadalupe|Guadeloupe
GQ|Guinea Ecuatorial|Equatorial Guinea
GR|Grecia|Greece
GS|Islas Georgia del Sur y Sandwich del Sur|South Georgia And The South Sandwich Islands
GT|Guatemala|Guatemala
GU|Guam|Guam
GW|Guinea-Bissau|Guinea-Bissau
GY|Guyana|Guyana
HK|Hong Kong|Hong Kong
HM|Islas Heard y McDonald|Heard Island And McDonald Islands
HN|Honduras|Honduras
HR|Croacia|Croatia
HT|Haití|Haiti
HU|Hungría|Hungary
ID|Indonesia|Indonesia
IE|Irlanda|Ireland
IL|Israel|Israel
IM|Isla de Man|Isle Of Man
IN|India|India
IO|Territorio Británico del Océano Índico|British Indian Ocean Territory
IQ|Iraq|Iraq
IR|Irán|Iran
IS|Islandia|Iceland
IT|Italia|Italy
JE|Jersey|Jersey
JM|Jamaica|Jamaica
JO|Jordania|Jordan
JP|Japón|Japan
KE|Kenia|Kenya
KG|Kirguizistán|Kyrgyzstan
KH|Camboya|Cambodia
KI|Kiribati|Kiribati
KM|Comores|Comoros
KN|San Cristóbal y Nieves|Saint Kitts And Nevis
KP|Corea del Norte|North Korea
KR|Corea del Sur|South Korea
KW|Kuwait|Kuwait
KY|Islas Caimán|Cayman Islands
KZ|Kazajstán|Kazakhstan
LA|Laos|Laos
LB|Líbano|Lebanon
LC|Santa Lucia|Saint Lucia
LI|Liechtenstein|Liechtenstein
LK|Sri Lanka|Sri Lanka
LR|Liberia|Liberia
LS|Lesoto|Lesotho
LT|Lituania|Lithuania
LU|Luxemburgo|Luxembourg
LV|Letonia|Latvia
LY|Libia|Libya
MA|Marruecos|Morocco
MC|Mónaco|Monaco
MD|Moldavia|Moldova
ME|Montenegro|Montenegro
MF|San Martín|Saint Martin
MG|Madagascar|Madagascar
MH|Islas Marshall|Marshall Islands
MK|Macedonia del Norte|North Macedonia
ML|Malí|Mali
MM|Myanmar|Myanmar
MN|Mongolia|Mongolia
MO|Macao|Macao
MP|Islas Marianas del Norte|Northern Mariana Islands
MQ|Martinica|Martinique
MR|Mauritania|Mauritania
MS|Montserrat|Montserrat
MT|Malta|Malta
MU|Mauricio|Mauritius
MV|Maldivas|Maldives
MW|Malaui|Malawi
MX|México|Mexico
MY|Malasia|Malaysia
MZ|Mozambique|Mozambique
NA|Namibia|Namibia
NC|Nueva Caledonia|New Caledonia
NE|Níger|Niger
NF|Isla Norfolk|Norfolk Island
NG|Nigeria|Nigeria
NI|Nicaragua|Nicaragua
NL|Holanda|Netherlands
NO|Noruega|Norway
NP|Nepal|Nepal
NR|Nauru|Nauru
NU|Niue|Niue
NZ|Nueva Zelanda|New Zealand
OM|Omán|Oman
PA|Panamá|Panama
PE|Perú|Peru
PF|Polinesia Francesa|French Polynesia
PG|Papúa New Guinea|Papua New Guinea
PH|Filipinas|Philippines
PK|Paquistán|Pakistan
PL|Polonia|Poland
PM|San Pedro y Miquelón|Saint Pierre And Miquelon
PN|Islas Pitcairn|Pitcairn
PR|Puerto Rico|Puerto Rico
PS|Palestina|Palestine
PT|Portugal|Portugal
PW|Palaos|Palau
PY|Paraguay|Paraguay
QA|Qatar|Qatar
RE|Reunión|Reunion
RO|Rumania|Romania
RS|Serbia|Serbia
RU|Rusia|Russia
RW|Ruanda|Rwanda
SA|Arabia Saudita|Saudi Arabia
SB|Islas Salomón|Solomon Islands
SC|Seychelles|Seychelles
SD|Sudán|Sudan
SE|Suecia|Sweden
SG|Singapur|Singapore
SH|Santa Helena|Saint Helena
SI|Eslovenia|Slovenia
SJ|Svalbard y Jan Mayen|Svalbard And Jan Mayen
SK|Eslovaquia|Slovakia
SL|Sierra Leona|Sierra Leone
SM|San Marino|San Marino
SN|Senegal|Senegal
SO|Somalia|Somalia
SR|Surinam|Suriname
SS|Sudán del Sur|South Sudan
ST|Santo Tomé y Príncipe|Sao Tome And Principe
SV|El Salvador|El Salvador
SX|San Martín (región holandesa)|Sint Maarten (Dutch part)
SY|Siria|Syria
SZ|Esuatini|Eswatini
TC|Islas Turcas y Caicos|Turks And Caicos Islands
TD|Chad|Chad
TF|Territorios Franceses del Sur|French Southern Territories
TG|Togo|Togo
TH|Tailandia|Thailand
TJ|Tayikistán|Tajikistan
TK|Tokelau|Tokelau
TL|Timor Oriental|Timor-Leste
TM|Turkmenistán|Turkmenistan
TN|Túnez|Tunisia
TO|Tonga|Tonga
TR|Turquía|Türkiye
TT|Trinidad y Tobago|Trinidad and Tobago
TV|Tuvalu|Tuvalu
TW|Taiwán|Taiwan
TZ|Tanzania|Tanzania
UA|Ucrania|Ukraine
UG|Uganda|Uganda
UM|Islas menores alejadas de los Estados Unidos|United States Minor Outlying Islands
US|Estados Unidos|United States
UY|Uruguay|Uruguay
UZ|Uzbekistán|Uzbekistan
VA|Ciudad del Vaticano|Vatican
VC|San Vicente y las Granadinas|Saint Vincent And The Grenadines
VE|Venezuela|Venezuela
VG|Islas Vírgenes Británicas|British Virgin Islands
VI|Islas Vírgenes Americanas|U.S. Virgin Islands
VN|Vietnam|Vietnam
VU|Vanuatu|Vanuatu
WF|Wallis y Futuna|Wallis And Futuna
WS|Samoa|Samoa
YE|Yemen|Yemen
YT|Mayotte|Mayotte
ZA|Sudáfrica|South Africa
ZM|Zambia|Zambia
ZW|Zimbabue|Zimbabwe
"""

_BY_CODE = MappingProxyType(
    {
        code: (spanish, english)
        for code, spanish, english in (line.split("|") for line in _NAMES.splitlines())
    }
)


def country_name(code: str, language: str = "es") -> str:
    """Return the name of a country by its two-letter code; the code itself when it has none.

    Any language but English is answered in Spanish.
    """
    names = _BY_CODE.get(code)
    if names is None:
        return code
    return names[1] if language == "en" else names[0]
