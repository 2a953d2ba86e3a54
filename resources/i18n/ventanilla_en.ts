<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="es">
<context>
    <name>Banner</name>
    <message>
        <source>Reintentar</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Cerrar aviso</source>
        <translation>Close notice</translation>
    </message>
</context>
<context>
    <name>CallErrorWords</name>
    <message>
        <source>Copie el enlace de la reunión desde Google Meet y péguelo aquí.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falta el enlace de la reunión.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El enlace no tiene la forma de una reunión de Google Meet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debe verse así: https://meet.google.com/abc-defg-hij</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El enlace imita a uno de Google Meet y no se puede usar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elija otra hora de la tabla.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esa hora acaba de ocuparse en su agenda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esa hora está demasiado cerca: la persona no alcanzaría a leer el correo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esa hora queda fuera del horario de la agencia.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No se conoce la zona horaria de la persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suelte el caso y comuníquelo a administración.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Déjelo para otra persona validadora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otra persona cambió este caso después de que usted lo abriera.</source>
        <translation type="unfinished">Somebody else changed this case after you opened it.</translation>
    </message>
    <message>
        <source>Pulse Volver a cargar para verlo como está ahora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usted ya tiene otro caso: {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Termínelo o suéltelo, y vuelva a abrir este.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasó el tiempo para el que tenía este caso.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulse Volver a cargar para tomarlo otra vez.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esta llamada está convocada con otra persona validadora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muévala con M para atenderla usted, o déjela a quien la convocó.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usted revisó los documentos de este caso; la identidad la valida otra persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usted tuvo una duda en este caso; ahora lo retoma otra persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Este trámite es suyo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide quien atendió la videollamada, y fue otra persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El trámite {number} no espera nada de usted ahora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actualice la lista con F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esta llamada ya no está en ese punto.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulse Volver a cargar para verla como está ahora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Todavía es pronto: la llamada puede empezar 15 minutos antes de su hora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Espere, o mueva la cita con M.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hay datos suficientes para proponer las comprobaciones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registre una duda para que el caso pase a otra persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Al resultado todavía le falta algo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mire lo que falta bajo el resultado elegido.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La captura debe ser una imagen JPEG o PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guárdela en uno de esos formatos o péguela con Ctrl+V.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La captura pesa más de 5 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture solo la ventana de la videollamada.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ya hay {limit} capturas en esta llamada.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No se pueden añadir más.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No se pudo leer ese archivo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revise que exista y que tenga permiso, o pegue la captura con Ctrl+V.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La nota pasa de {limit} letras.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acórtela.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escriba su contraseña otra vez.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La contraseña no es la suya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Su cuenta quedó bloqueada por varios intentos fallidos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Espere quince minutos o pida ayuda a administración.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El trámite {number} ya tiene una decisión.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ciérrelo y siga con el siguiente.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La última videollamada no validó la identidad.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo se puede negar el cambio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La persona detuvo los cambios de su cuenta con «no fui yo».</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Niegue el cambio o espere a que la dirección levante la detención.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otro cambio de la misma persona espera su plazo de seguridad.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Espere a que se aplique o se detenga.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aparecieron avisos que usted no había visto.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ya están en la lista: mírelos y decida otra vez.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>lunes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>martes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>miércoles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jueves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>viernes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sábado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>domingo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ayer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hoy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mañana</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (día siguiente)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (día anterior)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, {here} en Ecuador · {there} en {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>terminada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>en curso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sin resultado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>es la hora</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>en {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convocada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identidad validada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identidad no validada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no se conectó</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>la persona la pospuso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>la posponemos nosotros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falla técnica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convocada por error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>con duda: otra persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vuelve a «por convocar» con un término nuevo; </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Es la ausencia {n} de {limit}: el trámite se cierra y se le avisa.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ausencia {n} de {limit}. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigue la decisión, aquí mismo y por usted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigue la decisión: solo se podrá negar el cambio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>se le avisa por correo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>la cita sale de su calendario.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La retoma otra persona validadora; usted ya no podrá.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empezar la llamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>el resultado de cada comprobación</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>que todas las comprobaciones pasen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>que la llamada dure {time} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>una nota interna</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>un motivo del catálogo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>esperar 10 minutos desde la hora de la cita</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falta: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pendiente</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pasa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pasa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no se hizo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>documento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>datos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>presencia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entorno</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} de {minimum} mín.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faltan {minutes} min para la hora convocada.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasaron {minutes} min de la hora convocada.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseHeader</name>
    <message>
        <source>Soltar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soltar el caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cédula {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>código {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pasaporte {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reenvío {round}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation type="unfinished">Close</translation>
    </message>
    <message>
        <source>Solo lectura · lo tiene {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo lectura</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo tiene usted · se libera {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>Recibido</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Por revisar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segunda revisión</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Espera a la persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Por convocar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Con videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Con duda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Por decidir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>En espera de aplicar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aprobado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cerrado sin respuesta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desistido</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revisar reenvío</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspección automática</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revisar documentos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dar segunda opinión</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esperar la corrección</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convocar videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Atender videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolver la duda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decidir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esperar el plazo de seguridad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ninguno</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actualización de contacto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificado de no afiliación</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Código para extranjeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>en pausa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sin término</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>vencido %n día(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>vence hoy {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n día(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Los datos pedidos son iguales a los vigentes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aviso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>atención</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alarma</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CloseGuard</name>
    <message>
        <source>Hay trabajo sin terminar</source>
        <translation>There is unfinished work</translation>
    </message>
    <message>
        <source>Seguir trabajando</source>
        <translation>Keep working</translation>
    </message>
    <message>
        <source>Cerrar y perderlo</source>
        <translation>Close and lose it</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>Retomar con mi trabajo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dejar el caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahora el caso lo tiene {name}. Su trabajo está guardado.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El caso cambió mientras usted trabajaba. Su trabajo está guardado.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Su tiempo con el caso terminó. Su trabajo está guardado.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requisito</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Antes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo mío</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo suyo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContactWords</name>
    <message>
        <source>Correo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Celular en Ecuador</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teléfono fijo en Ecuador</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teléfono en el exterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>País</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estado o provincia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ciudad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Código postal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>Datos declarados</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulario de recepción</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacto pedido</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provincia de nacimiento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categoría</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requerimiento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mensaje</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>manuscrita</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>electrónica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apellidos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nombres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identificación</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fecha de nacimiento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fecha de expedición</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firma declarada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Código dactilar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mostrar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queda registrado que usted lo vio.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeclarationPanel</name>
    <message>
        <source>Declaración</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marque al oír</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>por oír</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>Acuse de recibo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pedido de corrección</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentos no aceptados</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convocatoria a videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio de hora de la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordatorio de la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videollamada cancelada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No se presentó a la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videollamada por repetir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cierre por inasistencia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cierre sin respuesta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desistimiento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trámite negado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio aplicado (contacto nuevo)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio aplicado (contacto anterior)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio en espera (contacto nuevo)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio en espera (contacto anterior)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio aplicado tras la espera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambios congelados por «no fui yo»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retenido</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>por enviar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enviándose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entregado al servidor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no se pudo enviar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Llegó el trámite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La persona volvió a enviar requisitos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspección automática de los archivos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tomó el caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soltó el caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liberó el caso que tenía otra persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El caso volvió a la cola por inactividad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abrió el caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se aplicó el cambio tras la espera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La persona detuvo el cambio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La persona avisó «no fui yo»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abrió la ficha de la persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levantó el congelamiento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reemplazó los datos de contacto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vio un archivo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>El programa preparó un archivo (nadie lo vio)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vio el código dactilar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolvió la revisión</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deshizo la revisión</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convocó la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambió la hora de la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inició la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registró una comprobación</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vio una respuesta esperada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guardó una imagen como evidencia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registró el resultado de la videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aprobó el cambio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negó el trámite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se emitió el acta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abrió un documento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exportó un documento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imprimió un documento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correo entregado al servidor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No se pudo enviar un correo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se descartó un recordatorio que ya no vale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volvió a enviar un correo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copió la convocatoria</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceArea</name>
    <message>
        <source>Evidencia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entrega anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No llegó ningún archivo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pida este requisito otra vez con su motivo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} · página {page} de {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Imagen</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>Acercar</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Alejar</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Ver completo</source>
        <translation>Fit to view</translation>
    </message>
    <message>
        <source>Girar a la izquierda</source>
        <translation>Turn left</translation>
    </message>
    <message>
        <source>Girar a la derecha</source>
        <translation>Turn right</translation>
    </message>
    <message>
        <source>Giro fino a la izquierda</source>
        <translation>Fine turn left</translation>
    </message>
    <message>
        <source>Giro fino a la derecha</source>
        <translation>Fine turn right</translation>
    </message>
    <message>
        <source>Más contraste</source>
        <translation>More contrast</translation>
    </message>
    <message>
        <source>Menos contraste</source>
        <translation>Less contrast</translation>
    </message>
    <message>
        <source>Negativo</source>
        <translation>Negative</translation>
    </message>
    <message>
        <source>Lupa</source>
        <translation>Magnifier</translation>
    </message>
    <message>
        <source>Vista original</source>
        <translation>Original view</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Zoom {0} %</source>
        <translation>Zoom {0} %</translation>
    </message>
    <message>
        <source>girado {0}°</source>
        <translation>turned {0}°</translation>
    </message>
    <message>
        <source>negativo</source>
        <translation>negative</translation>
    </message>
</context>
<context>
    <name>FaceSlot</name>
    <message>
        <source>sin rostro, márquelo con Enter</source>
        <translation>no face, mark it with Enter</translation>
    </message>
    <message>
        <source>Sin imagen</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>No se halló rostro. Márquelo a mano: Enter</source>
        <translation>No face found. Mark it by hand: Enter</translation>
    </message>
</context>
<context>
    <name>FaceStrip</name>
    <message>
        <source>Mezcla de los dos rostros</source>
        <translation>Blend of the two faces</translation>
    </message>
    <message>
        <source>Alternar entre los dos rostros</source>
        <translation>Switch between the two faces</translation>
    </message>
</context>
<context>
    <name>FacesPanel</name>
    <message>
        <source>Cédula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cédula en mano</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rostro en la foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished">Video</translation>
    </message>
    <message>
        <source>Compare y responda; la respuesta es suya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>¿La misma persona en las cuatro?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuatro caras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>la misma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>con duda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distinta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sí</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dudo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Hechos del caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio solicitado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cambio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Historia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nota</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no cumple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ilegible</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Mostrar u ocultar las palabras del menú</source>
        <translation>Show or hide the words of the menu</translation>
    </message>
    <message>
        <source>Cambiar entre tema claro y oscuro</source>
        <translation>Switch between light and dark</translation>
    </message>
    <message>
        <source>&amp;Bloquear</source>
        <translation>&amp;Lock</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>Historia del caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aún no se ha escrito a la persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qué pasó</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>el sistema</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>&amp;Contraseña</source>
        <translation>&amp;Password</translation>
    </message>
    <message>
        <source>Bloq Mayús está activado.</source>
        <translation>Caps Lock is on.</translation>
    </message>
    <message>
        <source>Desbloquear</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Entrar con otra cuenta</source>
        <translation>Sign in with another account</translation>
    </message>
    <message>
        <source>Puesto bloqueado</source>
        <translation>Desk locked</translation>
    </message>
    <message>
        <source>Su trabajo sigue abierto y guardado.</source>
        <translation>Your work is still open and saved.</translation>
    </message>
    <message>
        <source>Escriba su contraseña.</source>
        <translation>Type your password.</translation>
    </message>
    <message>
        <source>La contraseña no es correcta.</source>
        <translation>The password is not right.</translation>
    </message>
    <message>
        <source>Escríbala de nuevo; tras varios intentos la cuenta se bloquea.</source>
        <translation>Type it again; after several attempts the account is locked.</translation>
    </message>
</context>
<context>
    <name>LoudnessBar</name>
    <message>
        <source>sin voz</source>
        <translation>no speech</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>En toda la ventana</source>
        <translation>In the whole window</translation>
    </message>
    <message>
        <source>Bloquear el puesto</source>
        <translation>Lock the desk</translation>
    </message>
    <message>
        <source>Ver las teclas</source>
        <translation>Show the keys</translation>
    </message>
    <message>
        <source>Ocurrió un error inesperado (informe {0}).</source>
        <translation>An unexpected error happened (report {0}).</translation>
    </message>
    <message>
        <source>Su trabajo guardado está a salvo. Comunique el número si se repite.</source>
        <translation>Your saved work is safe. Report the number if it happens again.</translation>
    </message>
    <message>
        <source>Pantallas</source>
        <translation>Screens</translation>
    </message>
    <message>
        <source>Desbloquee el puesto para ver y guardar el trabajo abierto.</source>
        <translation>Unlock the desk to see and save the open work.</translation>
    </message>
</context>
<context>
    <name>MessagePreview</name>
    <message>
        <source>Mensaje a la persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>se arma con los motivos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Línea personal (opcional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nota interna (no se envía)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aún no hay mensaje. Al pedir algo otra vez, aquí se lee el correo exacto.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Su función o el reparto de tareas no permite esta acción.</source>
        <translation>Your role or the separation of duties does not allow this.</translation>
    </message>
    <message>
        <source>Pida que la realice otra persona con esa función.</source>
        <translation>Ask another person with that role to do it.</translation>
    </message>
    <message>
        <source>La acción incumple una regla del trámite.</source>
        <translation>The action breaks a rule of the procedure.</translation>
    </message>
    <message>
        <source>Revise los datos señalados y vuelva a intentarlo.</source>
        <translation>Check the marked data and try again.</translation>
    </message>
    <message>
        <source>Otra persona cambió este caso después de que usted lo abriera.</source>
        <translation>Somebody else changed this case after you opened it.</translation>
    </message>
    <message>
        <source>Vuelva a cargarlo; su borrador se conserva para comparar.</source>
        <translation>Reload it; your draft is kept so that you can compare.</translation>
    </message>
    <message>
        <source>Un servicio necesario no responde en este momento.</source>
        <translation>A needed service does not answer right now.</translation>
    </message>
    <message>
        <source>Espere unos segundos y pulse Reintentar.</source>
        <translation>Wait a few seconds and press Try again.</translation>
    </message>
    <message>
        <source>El archivo recibido está dañado o no es lo que dice ser.</source>
        <translation>The received file is damaged or is not what it claims to be.</translation>
    </message>
    <message>
        <source>Pida a la persona que lo envíe otra vez.</source>
        <translation>Ask the person to send it again.</translation>
    </message>
    <message>
        <source>Ocurrió un error inesperado; su trabajo guardado está a salvo.</source>
        <translation>An unexpected error happened; your saved work is safe.</translation>
    </message>
    <message>
        <source>Repita la acción. Si vuelve a ocurrir, comunique el número del informe.</source>
        <translation>Repeat the action. If it happens again, report the number.</translation>
    </message>
    <message>
        <source>No hay conexión con la base de datos.</source>
        <translation>There is no connection to the database.</translation>
    </message>
    <message>
        <source>Revise la red y pulse Reintentar; nada de lo guardado se pierde.</source>
        <translation>Check the network and press Try again; nothing saved is lost.</translation>
    </message>
    <message>
        <source>La base de datos está ocupada.</source>
        <translation>The database is busy.</translation>
    </message>
    <message>
        <source>No queda espacio en el disco.</source>
        <translation>The disk is full.</translation>
    </message>
    <message>
        <source>Libere espacio y pulse Reintentar.</source>
        <translation>Free some space and press Try again.</translation>
    </message>
</context>
<context>
    <name>PagedTable</name>
    <message>
        <source>Nada que mostrar</source>
        <translation>Nothing to show</translation>
    </message>
    <message>
        <source>Aquí aparecerán los registros cuando existan.</source>
        <translation>Records will appear here when there are any.</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Deteniendo…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Casos en la cola</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hay casos en esta vista</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Los trámites aparecen aquí al llegar. Cambie de vista o de búsqueda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cola</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vista</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Número, cédula o nombre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Abrir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Liberar caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liberar caso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tomar siguiente</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buscar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mi provincia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mi trabajo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo que tengo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esperan a la persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cerrados</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Todo el país</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedimiento</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desde</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Siguiente paso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Término</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avisos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo tiene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reenvío {round}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n aviso(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>usted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n vence(n) hoy</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vencido(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n a tiempo</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{total} casos · mostrando {shown} · ordenado por tiempo restante</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pantallas</source>
        <translation>Screens</translation>
    </message>
</context>
<context>
    <name>ReasonPicker</name>
    <message>
        <source>Motivos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sugerido</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>definitivo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequirementList</name>
    <message>
        <source>Requisitos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>No hay ningún caso en la mesa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tome el siguiente con Ctrl+Espacio, o elija uno en la cola.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tomar siguiente</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moverse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motivos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requisito siguiente</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requisito anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Página siguiente</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Página anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparar con la entrega anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ir a la evidencia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ir a los requisitos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escribir la línea personal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deshacer lo último resuelto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motivo {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requisito {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No queda nada por tomar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Los trámites nuevos aparecen en la cola. Vuelva a intentarlo más tarde.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>en revisión</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sin ver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conforme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pedir otra vez</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rechazado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>con duda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no aplica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ya aceptado</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>respuesta a «{name}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>abrir «{name}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ver todas las páginas de «{name}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>oír %n parte(s) de la declaración</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>motivo para «{name}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>un motivo definitivo para rechazar «{name}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>«{name}» es obligatorio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decir si es la misma persona en las cuatro caras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acortar la línea personal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} de {total} conformes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falta: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Y %n más.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Pasa a videollamada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se pide corregir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se niega el trámite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasa a otra persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentos aceptados; sigue la videollamada.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se pedirá la corrección por correo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trámite negado; se avisará por correo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otra persona dará la segunda opinión.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>No hay horas libres en el término</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Su agenda está llena. Suelte el caso para que lo convoque otra persona.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Enlace de la reunión</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Créelo en Google Meet y péguelo; esta pantalla no lo abre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convocatoria como la leerá la persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convocar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dejar la hora como está</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mover la cita</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hora de Ecuador · hora de {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Con la hora y el enlace, aquí se lee la convocatoria exacta.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correo a {recipient}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cita para su calendario (.ics)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n recordatorio(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>sin recordatorios: falta poco</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sale: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 · Hora</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 · Enlace y convocatoria</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elija una hora con las flechas.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Vaciar búsqueda</source>
        <translation>Clear search</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Teclas de esta pantalla</source>
        <translation>Keys of this screen</translation>
    </message>
    <message>
        <source>Lista de teclas</source>
        <translation>List of keys</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Desactivar teclas de una letra</source>
        <translation>Switch single-letter keys off</translation>
    </message>
    <message>
        <source>Activar teclas de una letra</source>
        <translation>Switch single-letter keys on</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Cerrar panel</source>
        <translation>Close panel</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>&amp;Usuario</source>
        <translation>&amp;User name</translation>
    </message>
    <message>
        <source>&amp;Contraseña</source>
        <translation>&amp;Password</translation>
    </message>
    <message>
        <source>Bloq Mayús está activado.</source>
        <translation>Caps Lock is on.</translation>
    </message>
    <message>
        <source>Entrar</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Trámites de la ventanilla virtual y del mostrador</source>
        <translation>Procedures of the virtual window and the counter</translation>
    </message>
    <message>
        <source>Comprobando…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Escriba su usuario.</source>
        <translation>Type your user name.</translation>
    </message>
    <message>
        <source>Escriba su contraseña.</source>
        <translation>Type your password.</translation>
    </message>
</context>
<context>
    <name>SlotGrid</name>
    <message>
        <source>Horas libres por día</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{here} en Ecuador, {there} donde vive la persona</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>después de que vence el término</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fuera de las horas cómodas allá</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>&amp;Teclas</source>
        <translation>&amp;Keys</translation>
    </message>
    <message>
        <source>Conectado</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Sin conexión</source>
        <translation>No connection</translation>
    </message>
    <message>
        <source>{0} a tiempo</source>
        <translation>{0} on time</translation>
    </message>
    <message>
        <source>{0} vencen hoy</source>
        <translation>{0} due today</translation>
    </message>
    <message>
        <source>{0} vencidos</source>
        <translation>{0} overdue</translation>
    </message>
    <message>
        <source>Guardado {0}</source>
        <translation>Saved {0}</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>&amp;Deshacer</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Resolver y siguiente</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Respuesta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conforme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pedir otra vez</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rechazar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duda</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideoPane</name>
    <message>
        <source>Video de autorización</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declaración</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se oye la parte que sigue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La parte marcada no se oye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quitar la última marca</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oír otra vez la parte marcada</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideoPlayer</name>
    <message>
        <source>Fotogramas del video</source>
        <translation>Frames of the video</translation>
    </message>
    <message>
        <source>Volumen del video</source>
        <translation>Loudness of the video</translation>
    </message>
    <message>
        <source>Velocidad</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Reproducir o pausar</source>
        <translation>Play or pause</translation>
    </message>
    <message>
        <source>Cuadro anterior</source>
        <translation>Previous frame</translation>
    </message>
    <message>
        <source>Cuadro siguiente</source>
        <translation>Next frame</translation>
    </message>
    <message>
        <source>Repetir de A a B</source>
        <translation>Repeat from A to B</translation>
    </message>
    <message>
        <source>Guardar este cuadro</source>
        <translation>Keep this frame</translation>
    </message>
    <message>
        <source>Retroceder 3 segundos</source>
        <translation>Back 3 seconds</translation>
    </message>
    <message>
        <source>Avanzar 3 segundos</source>
        <translation>Forward 3 seconds</translation>
    </message>
    <message>
        <source>Más lento</source>
        <translation>Slower</translation>
    </message>
    <message>
        <source>Más rápido</source>
        <translation>Faster</translation>
    </message>
    <message>
        <source>Girar</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>Velocidad {0}</source>
        <translation>Speed {0}</translation>
    </message>
    <message>
        <source>sin sonido</source>
        <translation>no sound</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>el sonido no se puede leer</source>
        <translation>the sound cannot be read</translation>
    </message>
</context>
<context>
    <name>key_names</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Espacio</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Supr</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Retroceso</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>Mayús</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>RePág</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>AvPág</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>Inicio</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Fin</source>
        <translation>End</translation>
    </message>
</context>
</TS>
