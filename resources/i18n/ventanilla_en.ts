<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="es">
<context>
    <name>AccountForm</name>
    <message>
        <source>Desactivar</source>
        <translation>Disable</translation>
    </message>
    <message>
        <source>Desactivar la cuenta de {name}</source>
        <translation>Disable the account of {name}</translation>
    </message>
    <message>
        <source>Ya no podrá entrar y suelta los casos que tiene en sus manos. La cuenta se puede activar otra vez.</source>
        <translation>They can no longer sign in and give back the cases in their hands. The account can be enabled again.</translation>
    </message>
    <message>
        <source>Activar la cuenta de {name}</source>
        <translation>Enable the account of {name}</translation>
    </message>
    <message>
        <source>Activar</source>
        <translation>Enable</translation>
    </message>
    <message>
        <source>Podrá entrar otra vez con su usuario y su contraseña.</source>
        <translation>They can sign in again with their login and password.</translation>
    </message>
    <message>
        <source>Lo preparó {preparer}. Actívela solo si conoce a la persona y su función y agencia son las suyas: usted responde por ella. Si necesita un código de activación, se mostrará una sola vez.</source>
        <translation>Prepared by {preparer}. Enable it only if you know the person and duty and agency are theirs: you answer for it. If an activation code is needed, it is shown once.</translation>
    </message>
</context>
<context>
    <name>ActivationFields</name>
    <message>
        <source>Código de &amp;activación</source>
        <translation>&amp;Activation code</translation>
    </message>
    <message>
        <source>Doce letras y cifras; se las entrega en mano quien activó su cuenta.</source>
        <translation>Twelve letters and digits, handed to you in person by whoever enabled your account.</translation>
    </message>
    <message>
        <source>Al menos {n} signos; no puede contener el usuario.</source>
        <translation>At least {n} characters; it must not contain the user name.</translation>
    </message>
    <message>
        <source>Contraseña &amp;nueva, de usted</source>
        <translation>&amp;New password, your own</translation>
    </message>
    <message>
        <source>La mis&amp;ma, otra vez</source>
        <translation>The sa&amp;me, again</translation>
    </message>
    <message>
        <source>Es su primera entrada con una contraseña que le dio otra persona. Elija una que solo usted conozca.</source>
        <translation>This is your first sign-in with a password somebody else gave you. Choose one that only you know.</translation>
    </message>
    <message>
        <source>Escriba el código de activación.</source>
        <translation>Type the activation code.</translation>
    </message>
    <message>
        <source>Elija su contraseña.</source>
        <translation>Choose your password.</translation>
    </message>
    <message>
        <source>No es igual a la contraseña escrita antes. Escríbala otra vez.</source>
        <translation>Not the same as the password typed before. Type it again.</translation>
    </message>
</context>
<context>
    <name>AdministrationErrorWords</name>
    <message>
        <source>El usuario lleva letras sin tilde, cifras, puntos o guiones.</source>
        <translation>A user name has letters without accents, digits, dots or hyphens.</translation>
    </message>
    <message>
        <source>Hasta {maximum} signos, sin espacios.</source>
        <translation>Up to {maximum} characters, no spaces.</translation>
    </message>
    <message>
        <source>Ese usuario ya existe.</source>
        <translation>That user name is taken.</translation>
    </message>
    <message>
        <source>Elija otro.</source>
        <translation>Choose another.</translation>
    </message>
    <message>
        <source>Falta el nombre.</source>
        <translation>The name is missing.</translation>
    </message>
    <message>
        <source>Escriba nombres y apellidos.</source>
        <translation>Type given names and surnames.</translation>
    </message>
    <message>
        <source>Esa cédula ya tiene una cuenta.</source>
        <translation>That cédula already has an account.</translation>
    </message>
    <message>
        <source>Una persona, una cuenta: actívela o dele otra contraseña.</source>
        <translation>One person, one account: enable it or set a new password.</translation>
    </message>
    <message>
        <source>La contraseña es muy corta.</source>
        <translation>The password is too short.</translation>
    </message>
    <message>
        <source>Use al menos {minimum} signos.</source>
        <translation>Use at least {minimum} characters.</translation>
    </message>
    <message>
        <source>La contraseña es muy larga.</source>
        <translation>The password is too long.</translation>
    </message>
    <message>
        <source>Use hasta {maximum} signos.</source>
        <translation>Use up to {maximum} characters.</translation>
    </message>
    <message>
        <source>La contraseña contiene el usuario.</source>
        <translation>The password contains the user name.</translation>
    </message>
    <message>
        <source>Elija otra.</source>
        <translation>Choose another.</translation>
    </message>
    <message>
        <source>No puede desactivar su propia cuenta ni cambiar su función o agencia.</source>
        <translation>You cannot disable your own account nor change its duty or agency.</translation>
    </message>
    <message>
        <source>Pídalo a otra persona de administración.</source>
        <translation>Ask another administrator to do it.</translation>
    </message>
    <message>
        <source>Esta persona tiene videollamadas convocadas: {count}.</source>
        <translation>This person has appointed calls: {count}.</translation>
    </message>
    <message>
        <source>Muévalas o espere a que terminen; luego cambie función o agencia.</source>
        <translation>Move them or wait for them to end; then change duty or agency.</translation>
    </message>
    <message>
        <source>Esa agencia ya no existe.</source>
        <translation>That agency no longer exists.</translation>
    </message>
    <message>
        <source>Su función o su agencia cambiaron.</source>
        <translation>Your duty or your agency changed.</translation>
    </message>
    <message>
        <source>Cierre la sesión y entre otra vez.</source>
        <translation>Sign out and sign in again.</translation>
    </message>
    <message>
        <source>Esa cuenta ya no existe.</source>
        <translation>That account no longer exists.</translation>
    </message>
    <message>
        <source>Actualice la lista con F5.</source>
        <translation>Refresh the list with F5.</translation>
    </message>
    <message>
        <source>Usted preparó o modificó esta cuenta; no puede activarla.</source>
        <translation>You prepared or changed this account; you cannot enable it.</translation>
    </message>
    <message>
        <source>Pídalo a otra persona de administración que no la haya tocado.</source>
        <translation>Ask another administrator who has not touched it.</translation>
    </message>
    <message>
        <source>La cuenta ya está activa.</source>
        <translation>The account is enabled already.</translation>
    </message>
    <message>
        <source>La segunda cuenta también debe ser de administración.</source>
        <translation>The second account has to administer as well.</translation>
    </message>
    <message>
        <source>Desde entonces cada cuenta la prepara una persona y la activa otra.</source>
        <translation>From then on one person prepares each account and another enables it.</translation>
    </message>
    <message>
        <source>Su cuenta fue desactivada.</source>
        <translation>Your account has been disabled.</translation>
    </message>
    <message>
        <source>Cierre la sesión y consulte con administración.</source>
        <translation>Sign out and talk to an administrator.</translation>
    </message>
    <message>
        <source>Revísela con el documento a la vista.</source>
        <translation>Check it against the document.</translation>
    </message>
    <message>
        <source>La cédula tiene diez cifras.</source>
        <translation>A cédula has ten digits.</translation>
    </message>
    <message>
        <source>La cédula solo lleva cifras.</source>
        <translation>A cédula has digits only.</translation>
    </message>
    <message>
        <source>Ese número no es de una persona.</source>
        <translation>That number does not belong to a person.</translation>
    </message>
    <message>
        <source>Las dos primeras cifras no son de una provincia.</source>
        <translation>The first two digits are not a province.</translation>
    </message>
    <message>
        <source>La tercera cifra no es de una persona.</source>
        <translation>The third digit is not that of a person.</translation>
    </message>
    <message>
        <source>La última cifra no corresponde a las demás.</source>
        <translation>The last digit does not match the others.</translation>
    </message>
    <message>
        <source>El código lleva letras sin tilde, cifras y guiones.</source>
        <translation>A code has letters without accents, digits and hyphens.</translation>
    </message>
    <message>
        <source>Por ejemplo PIC-01; hasta {maximum} signos.</source>
        <translation>For example PIC-01; up to {maximum} characters.</translation>
    </message>
    <message>
        <source>Falta el nombre de la agencia, o es muy largo.</source>
        <translation>The agency’s name is missing or too long.</translation>
    </message>
    <message>
        <source>Hasta {maximum} letras.</source>
        <translation>Up to {maximum} characters.</translation>
    </message>
    <message>
        <source>Esa provincia no existe.</source>
        <translation>That province does not exist.</translation>
    </message>
    <message>
        <source>La agencia tiene personal; su provincia no se cambia.</source>
        <translation>The agency has staff; its province cannot change.</translation>
    </message>
    <message>
        <source>De la provincia depende qué casos ve. Cree otra agencia.</source>
        <translation>The province decides which cases they see. Create another agency.</translation>
    </message>
    <message>
        <source>Otra persona cambió este ajuste mientras usted lo miraba.</source>
        <translation>Somebody else changed this setting while you were looking at it.</translation>
    </message>
    <message>
        <source>Ya se muestra como está ahora; decida otra vez.</source>
        <translation>It is now shown as it stands; decide again.</translation>
    </message>
    <message>
        <source>Ese valor ya rige ese día.</source>
        <translation>That value already applies on that day.</translation>
    </message>
    <message>
        <source>Cambie el valor o la fecha.</source>
        <translation>Change the value or the date.</translation>
    </message>
    <message>
        <source>Un valor no puede regir desde un día que ya pasó.</source>
        <translation>A value cannot apply from a day that has passed.</translation>
    </message>
    <message>
        <source>Elija hoy o una fecha posterior.</source>
        <translation>Choose today or a later date.</translation>
    </message>
    <message>
        <source>Este ajuste no cambia el mismo día: lo escrito hoy lleva el de hoy.</source>
        <translation>This setting does not change on the same day: what was written today carries today’s.</translation>
    </message>
    <message>
        <source>Elija mañana o una fecha posterior.</source>
        <translation>Choose tomorrow or a later date.</translation>
    </message>
    <message>
        <source>El valor no se admite.</source>
        <translation>The value is not accepted.</translation>
    </message>
    <message>
        <source>Revise sus límites.</source>
        <translation>Check its limits.</translation>
    </message>
</context>
<context>
    <name>AdministrationView</name>
    <message>
        <source>Partes de la administración</source>
        <translation>Parts of administration</translation>
    </message>
    <message>
        <source>Personal</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Agencias</source>
        <translation>Agencies</translation>
    </message>
    <message>
        <source>Ajustes</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Correo</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>Administración</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>{back} y {on} cambian de parte</source>
        <translation>{back} and {on} switch between parts</translation>
    </message>
    <message>
        <source>Hay un formulario de administración sin guardar.</source>
        <translation>An administration form has not been saved.</translation>
    </message>
    <message>
        <source>Parte siguiente</source>
        <translation>Next part</translation>
    </message>
    <message>
        <source>Parte anterior</source>
        <translation>Previous part</translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation>Refresh</translation>
    </message>
</context>
<context>
    <name>AdministrationWords</name>
    <message>
        <source>oficinista</source>
        <translation>clerk</translation>
    </message>
    <message>
        <source>validación</source>
        <translation>validator</translation>
    </message>
    <message>
        <source>dirección</source>
        <translation>director</translation>
    </message>
    <message>
        <source>administración</source>
        <translation>administrator</translation>
    </message>
    <message>
        <source>auditoría</source>
        <translation>auditor</translation>
    </message>
    <message>
        <source>por entrar</source>
        <translation>not yet in</translation>
    </message>
    <message>
        <source>por activar</source>
        <translation>to enable</translation>
    </message>
    <message>
        <source>activa</source>
        <translation>enabled</translation>
    </message>
    <message>
        <source>desactivada</source>
        <translation>disabled</translation>
    </message>
    <message>
        <source>{name} ya no puede entrar.</source>
        <translation>{name} can no longer sign in.</translation>
    </message>
    <message>
        <source>{name} puede entrar otra vez.</source>
        <translation>{name} can sign in again.</translation>
    </message>
    <message>
        <source>Agencia guardada: {name}.</source>
        <translation>Agency saved: {name}.</translation>
    </message>
    <message>
        <source>Los datos de {name} quedaron guardados.</source>
        <translation>The data of {name} were saved.</translation>
    </message>
    <message>
        <source>Falta que entre con la contraseña y el código. Si el código se perdió, desactive la cuenta y actívela otra vez.</source>
        <translation>They have not come in with password and code yet. If the code was lost, disable the account and enable it again.</translation>
    </message>
    <message>
        <source>Lo preparó {name}; lo activa otra persona de administración.</source>
        <translation>Prepared by {name}; another administrator enables it.</translation>
    </message>
    <message>
        <source>{name} queda por activar: lo hace otra persona de administración (Ctrl+E).</source>
        <translation>{name} is still to be enabled, by another administrator (Ctrl+E).</translation>
    </message>
    <message>
        <source>{name} tiene una contraseña de un solo uso y queda por activar: lo hace otra persona de administración.</source>
        <translation>{name} has a one-time password and is still to be enabled, by another administrator.</translation>
    </message>
    <message>
        <source>{name} soltó sus casos y su cuenta quedó desactivada. La activa otra persona de administración (Ctrl+E).</source>
        <translation>{name} gave their cases back and the account is disabled. Another administrator enables it (Ctrl+E).</translation>
    </message>
    <message>
        <source>sí</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>sin protección</source>
        <translation>unprotected</translation>
    </message>
    <message>
        <source>(vacío)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>una expresión</source>
        <translation>an expression</translation>
    </message>
    <message>
        <source>Un número entero de {low} a {high}.</source>
        <translation>A whole number from {low} to {high}.</translation>
    </message>
    <message>
        <source>De {low} a {high} letras.</source>
        <translation>{low} to {high} characters.</translation>
    </message>
    <message>
        <source>Hasta {high} letras; puede quedar vacío.</source>
        <translation>Up to {high} characters; may be left empty.</translation>
    </message>
    <message>
        <source>Una dirección de correo, como nombre@dominio.ec.</source>
        <translation>An e-mail address, such as nombre@dominio.ec.</translation>
    </message>
    <message>
        <source>Un nombre de servidor, como correo.iess.gob.ec.</source>
        <translation>A server name, such as correo.iess.gob.ec.</translation>
    </message>
    <message>
        <source>Debe tener la forma que dice la ayuda.</source>
        <translation>It must have the form given in the help.</translation>
    </message>
    <message>
        <source>Una expresión regular.</source>
        <translation>A regular expression.</translation>
    </message>
    <message>
        <source>Una expresión regular que empieza por https:// y un servidor fijo.</source>
        <translation>A regular expression that begins with https:// and a fixed server.</translation>
    </message>
    <message>
        <source>No es un número entero.</source>
        <translation>Not a whole number.</translation>
    </message>
    <message>
        <source>Está fuera de los límites.</source>
        <translation>Outside the limits.</translation>
    </message>
    <message>
        <source>No tiene el largo permitido.</source>
        <translation>Not of an allowed length.</translation>
    </message>
    <message>
        <source>No puede quedar vacío.</source>
        <translation>It cannot be left empty.</translation>
    </message>
    <message>
        <source>No tiene la forma esperada.</source>
        <translation>Not of the expected form.</translation>
    </message>
    <message>
        <source>La expresión no es válida.</source>
        <translation>The expression is not valid.</translation>
    </message>
    <message>
        <source>El valor no se admite.</source>
        <translation>The value is not accepted.</translation>
    </message>
</context>
<context>
    <name>AgenciesPane</name>
    <message>
        <source>Código</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Agencia</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Provincia</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Agencias</source>
        <translation>Agencies</translation>
    </message>
    <message>
        <source>&amp;Cambiar</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>Cambiar la agencia</source>
        <translation>Edit the agency</translation>
    </message>
    <message>
        <source>&amp;Añadir agencia</source>
        <translation>&amp;Add agency</translation>
    </message>
    <message>
        <source>Añadir agencia</source>
        <translation>Add agency</translation>
    </message>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>una agencia</source>
        <translation>one agency</translation>
    </message>
    <message>
        <source>{n} agencias</source>
        <translation>{n} agencies</translation>
    </message>
</context>
<context>
    <name>AgencyForm</name>
    <message>
        <source>Código</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Por ejemplo PIC-01; no cambia después.</source>
        <translation>For example PIC-01; it cannot change later.</translation>
    </message>
    <message>
        <source>Nombre de la agencia</source>
        <translation>Agency name</translation>
    </message>
    <message>
        <source>Provincia</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Decide qué casos ve su personal.</source>
        <translation>Decides which cases its staff see.</translation>
    </message>
    <message>
        <source>Guardar agencia</source>
        <translation>Save agency</translation>
    </message>
    <message>
        <source>Cambiar una agencia</source>
        <translation>Edit an agency</translation>
    </message>
    <message>
        <source>Añadir una agencia</source>
        <translation>Add an agency</translation>
    </message>
</context>
<context>
    <name>AskCard</name>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>AuditErrorWords</name>
    <message>
        <source>Dirección mira los hechos de un trámite a la vez.</source>
        <translation>Directors look at the events of one case at a time.</translation>
    </message>
    <message>
        <source>Escriba el número del trámite.</source>
        <translation>Write the number of the case.</translation>
    </message>
    <message>
        <source>El período termina antes de empezar.</source>
        <translation>The period ends before it begins.</translation>
    </message>
    <message>
        <source>Corrija «Desde» o «Hasta».</source>
        <translation>Correct “From” or “To”.</translation>
    </message>
    <message>
        <source>Ese hecho ya no está en la base de datos.</source>
        <translation>That event is no longer in the database.</translation>
    </message>
    <message>
        <source>Compruebe su cadena: dice dónde se rompe.</source>
        <translation>Check its chain: it says where it breaks.</translation>
    </message>
    <message>
        <source>No hay una cuenta con ese usuario.</source>
        <translation>There is no account with that user name.</translation>
    </message>
    <message>
        <source>Revise cómo está escrito, como en «ana.quishpe».</source>
        <translation>Check how it is written, as in “ana.quishpe”.</translation>
    </message>
    <message>
        <source>No hay espacio en el disco para el expediente.</source>
        <translation>There is no room on the disk for the evidence pack.</translation>
    </message>
    <message>
        <source>No quedó nada a medias. Libere espacio o elija otra carpeta.</source>
        <translation>Nothing was left half done. Free some space or choose another folder.</translation>
    </message>
    <message>
        <source>El expediente no se pudo guardar ahí.</source>
        <translation>The evidence pack could not be saved there.</translation>
    </message>
    <message>
        <source>No quedó nada a medias. Elija otra carpeta y guárdelo otra vez.</source>
        <translation>Nothing was left half done. Choose another folder and save it again.</translation>
    </message>
</context>
<context>
    <name>AuditView</name>
    <message>
        <source>Sacar el expediente</source>
        <translation>Take out the evidence pack</translation>
    </message>
    <message>
        <source>Queda escrito en la historia del trámite antes de que salga nada.</source>
        <translation>It is written into the history of the case before anything leaves.</translation>
    </message>
    <message>
        <source>Auditoría</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>cada búsqueda y cada hecho que abre quedan registrados</source>
        <translation>every search and every event you open are recorded</translation>
    </message>
    <message>
        <source>Ot&amp;ra búsqueda</source>
        <translation>Anot&amp;her search</translation>
    </message>
    <message>
        <source>Sacar e&amp;xpediente…</source>
        <translation>Take out e&amp;vidence…</translation>
    </message>
    <message>
        <source>&amp;Abrir hecho</source>
        <translation>&amp;Open event</translation>
    </message>
    <message>
        <source>Escriba el motivo y lo que sepa: trámite, persona, cuenta, clase de hecho o fechas; y pulse Enter.</source>
        <translation>Write the reason and what you know: case, person, account, kind of event or dates; and press Enter.</translation>
    </message>
    <message>
        <source>Escriba el motivo y el número de un trámite de su provincia, y Enter.</source>
        <translation>Write the reason and the number of a case of your province, and press Enter.</translation>
    </message>
    <message>
        <source>Cuándo</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Hecho</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Quién</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Dónde</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Puesto</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>Hechos encontrados</source>
        <translation>Events found</translation>
    </message>
    <message>
        <source>Busque hechos</source>
        <translation>Look for events</translation>
    </message>
    <message>
        <source>Abrir el hecho</source>
        <translation>Open the event</translation>
    </message>
    <message>
        <source>Otra búsqueda</source>
        <translation>Another search</translation>
    </message>
    <message>
        <source>Comprobar la cadena del hecho</source>
        <translation>Check the chain of the event</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Sacar el expediente del trámite</source>
        <translation>Take out the evidence pack of the case</translation>
    </message>
    <message>
        <source>Ningún hecho</source>
        <translation>No events</translation>
    </message>
    <message>
        <source>Revise lo que escribió. La búsqueda quedó registrada.</source>
        <translation>Check what you wrote. The search was recorded.</translation>
    </message>
    <message>
        <source>{n} hechos o más</source>
        <translation>{n} events or more</translation>
    </message>
    <message>
        <source>{n} hechos</source>
        <translation>{n} events</translation>
    </message>
    <message>
        <source>Elija un hecho de un trámite, o escriba su número.</source>
        <translation>Choose an event of a case, or write its number.</translation>
    </message>
    <message>
        <source>El expediente es de un trámite.</source>
        <translation>An evidence pack is of one case.</translation>
    </message>
    <message>
        <source>Sacar el expediente de {number}</source>
        <translation>Take out the evidence pack of {number}</translation>
    </message>
    <message>
        <source>Se escribe el expediente…</source>
        <translation>Writing the evidence pack…</translation>
    </message>
    <message>
        <source>Guardar el expediente</source>
        <translation>Save the evidence pack</translation>
    </message>
    <message>
        <source>Expediente (*.zip)</source>
        <translation>Evidence pack (*.zip)</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>El texto de este hecho no es el que se escribió</source>
        <translation>The text of this event is not what was written</translation>
    </message>
    <message>
        <source>el sistema</source>
        <translation>the system</translation>
    </message>
    <message>
        <source>ficha de una persona</source>
        <translation>a person&apos;s file</translation>
    </message>
    <message>
        <source>cuenta de {subject}</source>
        <translation>account of {subject}</translation>
    </message>
    <message>
        <source>lecturas de {subject}</source>
        <translation>readings of {subject}</translation>
    </message>
    <message>
        <source>ajustes</source>
        <translation>settings</translation>
    </message>
    <message>
        <source>agencias</source>
        <translation>agencies</translation>
    </message>
    <message>
        <source>reloj del equipo</source>
        <translation>clock of the machine</translation>
    </message>
    <message>
        <source>la oficina</source>
        <translation>the office</translation>
    </message>
    <message>
        <source>desconocido</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Archivo</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Requisito</source>
        <translation>Requirement</translation>
    </message>
    <message>
        <source>Código</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Qué intentó</source>
        <translation>What was tried</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Número</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Parte</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Resultado</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Motivos</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Palabras</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>Vez</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Envío</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>Era suyo</source>
        <translation>Was their own</translation>
    </message>
    <message>
        <source>Decía el reloj</source>
        <translation>The clock said</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Segundos</source>
        <translation>Seconds</translation>
    </message>
    <message>
        <source>Videollamada</source>
        <translation>Video call</translation>
    </message>
    <message>
        <source>Correos</source>
        <translation>E-mails</translation>
    </message>
    <message>
        <source>Archivos</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Huella de la fila</source>
        <translation>Hash of the row</translation>
    </message>
    <message>
        <source>Ajuste</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Cuenta</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Usuario del equipo</source>
        <translation>User of the machine</translation>
    </message>
    <message>
        <source>Extremos en los que se apoyó</source>
        <translation>Chain heads it stood on</translation>
    </message>
    <message>
        <source>sí</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message numerus="yes">
        <source>La cadena está entera: %n hecho(s), cada uno enlazado al anterior.</source>
        <translation>
            <numerusform>The chain is whole: %n event, linked to the one before.</numerusform>
            <numerusform>The chain is whole: %n events, each linked to the one before.</numerusform>
        </translation>
    </message>
    <message>
        <source>Guarde una copia de la base y de los sellos antes de nada, y pida a quien administra que ejecute `audit verify`.</source>
        <translation>Keep a copy of the database and of the seals before anything else, and ask an administrator to run `audit verify`.</translation>
    </message>
    <message>
        <source>La cadena está rota: el hecho {n} no es el que se escribió.</source>
        <translation>The chain is broken: event {n} is not what was written.</translation>
    </message>
    <message>
        <source>La cadena está rota: falta el hecho {n}.</source>
        <translation>The chain is broken: event {n} is missing.</translation>
    </message>
    <message>
        <source>La cadena está rota: el hecho {n} está fuera de su lugar.</source>
        <translation>The chain is broken: event {n} is out of its place.</translation>
    </message>
    <message>
        <source>La cadena está rota: faltan los hechos desde el {n}.</source>
        <translation>The chain is broken: events from {n} on are missing.</translation>
    </message>
    <message>
        <source>La cadena está rota: falta su extremo, tras el hecho {n}.</source>
        <translation>The chain is broken: its head is missing, after event {n}.</translation>
    </message>
    <message>
        <source>Un sello guardado fuera de la base la contradice: el sello {seal} da otra cosa en el hecho {n}.</source>
        <translation>A seal kept outside the database contradicts it: seal {seal} has something else at event {n}.</translation>
    </message>
    <message>
        <source>Los sellos guardados fuera de la base no se pudieron leer.</source>
        <translation>The seals kept outside the database could not be read.</translation>
    </message>
    <message>
        <source>Ningún sello guardado fuera de la base habla de ella: un final cortado junto con su extremo no se vería.</source>
        <translation>No seal kept outside the database speaks of it: an end cut off together with its head would not be seen.</translation>
    </message>
    <message>
        <source>El sello {seal}, del {at}, coincide hasta el hecho {n}.</source>
        <translation>Seal {seal}, of {at}, agrees up to event {n}.</translation>
    </message>
    <message>
        <source>El expediente de {number} está guardado en {path}.</source>
        <translation>The evidence pack of {number} is saved in {path}.</translation>
    </message>
    <message numerus="yes">
        <source>%n archivo(s) faltan o están alterados: el índice dice cuáles.</source>
        <translation>
            <numerusform>%n file is missing or altered: the index says which.</numerusform>
            <numerusform>%n files are missing or altered: the index says which.</numerusform>
        </translation>
    </message>
    <message>
        <source>Una cadena de hechos está rota: el índice dice dónde.</source>
        <translation>A chain of events is broken: the index says where.</translation>
    </message>
</context>
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
        <source>Falta el enlace de la reunión.</source>
        <translation>The meeting link is missing.</translation>
    </message>
    <message>
        <source>Copie el enlace de la reunión desde {tool} y péguelo aquí.</source>
        <translation>Copy the meeting link from {tool} and paste it here.</translation>
    </message>
    <message>
        <source>El enlace no tiene la forma de una reunión de {tool}.</source>
        <translation>The link does not look like a {tool} meeting.</translation>
    </message>
    <message>
        <source>Debe verse así: {example}</source>
        <translation>It should look like this: {example}</translation>
    </message>
    <message>
        <source>El enlace imita a uno de {tool} y no se puede usar.</source>
        <translation>The link imitates a {tool} one and cannot be used.</translation>
    </message>
    <message>
        <source>Elija otra hora de la tabla.</source>
        <translation>Choose another time from the table.</translation>
    </message>
    <message>
        <source>Esa hora acaba de ocuparse en su agenda.</source>
        <translation>That time has just been taken in your diary.</translation>
    </message>
    <message>
        <source>Esa hora está demasiado cerca: la persona no alcanzaría a leer el correo.</source>
        <translation>That time is too soon: the person would not get to read the e-mail.</translation>
    </message>
    <message>
        <source>Esa hora está demasiado lejos: se convoca hasta {days} días adelante.</source>
        <translation>That time is too far away: calls are appointed up to {days} days ahead.</translation>
    </message>
    <message>
        <source>A esa hora le falta su zona horaria.</source>
        <translation>That time lacks its time zone.</translation>
    </message>
    <message>
        <source>Esa fecha no existe en el calendario.</source>
        <translation>That date does not exist in the calendar.</translation>
    </message>
    <message>
        <source>Esa hora queda fuera del horario de la agencia.</source>
        <translation>That time is outside the agency’s hours.</translation>
    </message>
    <message>
        <source>No se conoce la zona horaria de la persona.</source>
        <translation>The person’s time zone is not known.</translation>
    </message>
    <message>
        <source>Suelte el caso y comuníquelo a administración.</source>
        <translation>Hand the case back and tell an administrator.</translation>
    </message>
    <message>
        <source>Déjelo para otra persona validadora.</source>
        <translation>Leave it to another validator.</translation>
    </message>
    <message>
        <source>Otra persona cambió este caso después de que usted lo abriera.</source>
        <translation>Somebody else changed this case after you opened it.</translation>
    </message>
    <message>
        <source>Pulse Volver a cargar para verlo como está ahora.</source>
        <translation>Press Reload to see it as it is now.</translation>
    </message>
    <message>
        <source>Usted ya tiene otro caso: {number}.</source>
        <translation>You already hold another case: {number}.</translation>
    </message>
    <message>
        <source>Termínelo o suéltelo, y vuelva a abrir este.</source>
        <translation>Finish it or hand it back, then open this one again.</translation>
    </message>
    <message>
        <source>Pasó el tiempo para el que tenía este caso.</source>
        <translation>Your hold on this case has run out.</translation>
    </message>
    <message>
        <source>Pulse Volver a cargar para tomarlo otra vez.</source>
        <translation>Press Reload to take it again.</translation>
    </message>
    <message>
        <source>Esta llamada está convocada con otra persona validadora.</source>
        <translation>This call is scheduled with another validator.</translation>
    </message>
    <message>
        <source>Muévala con M para atenderla usted, o déjela a quien la convocó.</source>
        <translation>Move it with M to hold it yourself, or leave it to whoever scheduled it.</translation>
    </message>
    <message>
        <source>{validator} sigue validando: le toca terminar lo que empezó.</source>
        <translation>{validator} still validates: what they began is theirs to finish.</translation>
    </message>
    <message>
        <source>Si está ausente, pida a dirección que reasigne la validación desde Cola.</source>
        <translation>If they are away, ask the director to reassign the validation from Queue.</translation>
    </message>
    <message>
        <source>Usted revisó los documentos de este caso; la identidad la valida otra persona.</source>
        <translation>You reviewed this case’s documents; somebody else validates the identity.</translation>
    </message>
    <message>
        <source>Usted tuvo una duda en este caso; ahora lo retoma otra persona.</source>
        <translation>You had a doubt about this case; somebody else takes it up now.</translation>
    </message>
    <message>
        <source>Este trámite es suyo.</source>
        <translation>This case is your own.</translation>
    </message>
    <message>
        <source>Decide quien atendió la videollamada, y fue otra persona.</source>
        <translation>Whoever held the video call decides, and that was somebody else.</translation>
    </message>
    <message>
        <source>El trámite {number} no espera nada de usted ahora.</source>
        <translation>Case {number} needs nothing from you now.</translation>
    </message>
    <message>
        <source>Para leerlo, con su acta y sus correos, búsquelo en la cola por su número.</source>
        <translation>To read it, with its record and mails, find it in the queue by its number.</translation>
    </message>
    <message>
        <source>Esta llamada ya no está en ese punto.</source>
        <translation>This call has moved on.</translation>
    </message>
    <message>
        <source>Pulse Volver a cargar para verla como está ahora.</source>
        <translation>Press Reload to see it as it is now.</translation>
    </message>
    <message>
        <source>Todavía es pronto: la llamada puede empezar 15 minutos antes de su hora.</source>
        <translation>Too early: the call can start 15 minutes before its time.</translation>
    </message>
    <message>
        <source>Espere, o mueva la cita con M.</source>
        <translation>Wait, or move the call with M.</translation>
    </message>
    <message>
        <source>Ya es tarde: la cita terminó hace más de {minutes} minutos.</source>
        <translation>It is too late: the appointment ended more than {minutes} minutes ago.</translation>
    </message>
    <message>
        <source>Registre que no se conectó o que se pospuso, o mueva la cita con M.</source>
        <translation>Record that they did not connect or that it was postponed, or move the appointment with M.</translation>
    </message>
    <message>
        <source>La llamada empezó hace más de {minutes} minutos: ya no puede validar.</source>
        <translation>The call began more than {minutes} minutes ago: it can validate nobody any more.</translation>
    </message>
    <message>
        <source>Registre un problema técnico y lo ocurrido; se convoca otra vez.</source>
        <translation>Record a technical problem and what happened; there will be another appointment.</translation>
    </message>
    <message>
        <source>No hay datos suficientes para proponer las comprobaciones.</source>
        <translation>There are not enough data to propose the checks.</translation>
    </message>
    <message>
        <source>Registre una duda para que el caso pase a otra persona.</source>
        <translation>Record a doubt so that the case goes to somebody else.</translation>
    </message>
    <message>
        <source>Al resultado todavía le falta algo.</source>
        <translation>The outcome still needs something.</translation>
    </message>
    <message>
        <source>Mire lo que falta bajo el resultado elegido.</source>
        <translation>See what is missing under the outcome you chose.</translation>
    </message>
    <message>
        <source>La captura debe ser una imagen JPEG.</source>
        <translation>A snapshot must be a JPEG picture.</translation>
    </message>
    <message>
        <source>Guárdela en ese formato, o cópiela y péguela con Ctrl+V.</source>
        <translation>Save it in that format, or copy it and paste it with Ctrl+V.</translation>
    </message>
    <message>
        <source>La captura pesa más de 5 MB.</source>
        <translation>The snapshot is larger than 5 MB.</translation>
    </message>
    <message>
        <source>Capture solo la ventana de la videollamada.</source>
        <translation>Capture only the window of the video call.</translation>
    </message>
    <message>
        <source>Ya hay {limit} capturas en esta llamada.</source>
        <translation>This call already has {limit} snapshots.</translation>
    </message>
    <message>
        <source>No se pueden añadir más.</source>
        <translation>No more can be added.</translation>
    </message>
    <message>
        <source>No se pudo leer ese archivo.</source>
        <translation>That file could not be read.</translation>
    </message>
    <message>
        <source>Revise que exista y que tenga permiso, o pegue la captura con Ctrl+V.</source>
        <translation>Check that it exists and that you may read it, or paste the snapshot with Ctrl+V.</translation>
    </message>
    <message>
        <source>La nota pasa de {limit} letras.</source>
        <translation>The note is longer than {limit} characters.</translation>
    </message>
    <message>
        <source>Acórtela.</source>
        <translation>Shorten it.</translation>
    </message>
    <message>
        <source>Escriba su contraseña otra vez.</source>
        <translation>Type your password again.</translation>
    </message>
    <message>
        <source>La contraseña no es la suya.</source>
        <translation>That is not your password.</translation>
    </message>
    <message>
        <source>Demasiados intentos: su cuenta quedó bloqueada.</source>
        <translation>Too many attempts: your account is locked.</translation>
    </message>
    <message>
        <source>Espere unos minutos o pida ayuda a administración.</source>
        <translation>Wait a few minutes or ask an administrator for help.</translation>
    </message>
    <message>
        <source>El trámite {number} ya tiene una decisión.</source>
        <translation>Case {number} has already been decided.</translation>
    </message>
    <message>
        <source>Ciérrelo y siga con el siguiente.</source>
        <translation>Close it and go on to the next one.</translation>
    </message>
    <message>
        <source>La auditoría del trámite {number} o de su persona está rota.</source>
        <translation>The audit trail of case {number} or of its person is broken.</translation>
    </message>
    <message>
        <source>No apruebe: llame a quien administra, que ejecute `audit verify`.</source>
        <translation>Do not approve: call whoever administers, to run `audit verify`.</translation>
    </message>
    <message>
        <source>Alguien borró de la base de datos quién más usa ese correo o teléfono.</source>
        <translation>Somebody deleted from the database who else uses that e-mail or phone.</translation>
    </message>
    <message>
        <source>No apruebe: pida a dirección y a auditoría que revisen la base de datos.</source>
        <translation>Do not approve: ask the director and the auditors to look at the database.</translation>
    </message>
    <message>
        <source>El plazo de seguridad en vigor no es el que se fijó en Administración.</source>
        <translation>The security hold in force is not the one that was set in Administration.</translation>
    </message>
    <message>
        <source>No apruebe: pida a administración y a auditoría que revisen ese parámetro.</source>
        <translation>Do not approve: ask administration and audit to look into that setting.</translation>
    </message>
    <message>
        <source>Los datos de contacto en vigor ya no son los que quedaron registrados.</source>
        <translation>The contact data in force are no longer those on record.</translation>
    </message>
    <message>
        <source>No decida: pida a dirección y a auditoría que revisen a la persona.</source>
        <translation>Do not decide: ask the director and the auditor to look into the person.</translation>
    </message>
    <message>
        <source>La última videollamada no validó la identidad.</source>
        <translation>The last video call did not validate the identity.</translation>
    </message>
    <message>
        <source>Solo se puede negar el cambio.</source>
        <translation>The change can only be refused.</translation>
    </message>
    <message>
        <source>La persona detuvo los cambios de su cuenta con «no fui yo».</source>
        <translation>The person froze changes to the account with “it was not me”.</translation>
    </message>
    <message>
        <source>Niegue el cambio o espere a que la dirección levante la detención.</source>
        <translation>Refuse the change or wait for the director to lift the freeze.</translation>
    </message>
    <message>
        <source>Otro cambio de la misma persona espera su plazo de seguridad.</source>
        <translation>Another change for the same person is in its safety period.</translation>
    </message>
    <message>
        <source>Espere a que se aplique o se detenga.</source>
        <translation>Wait until it is applied or stopped.</translation>
    </message>
    <message>
        <source>Aparecieron avisos que usted no había visto.</source>
        <translation>Warnings have appeared that you had not seen.</translation>
    </message>
    <message>
        <source>Ya están en la lista: mírelos y decida otra vez.</source>
        <translation>They are now in the list: look at them and decide again.</translation>
    </message>
    <message>
        <source>Los datos vigentes de la persona cambiaron mientras usted decidía.</source>
        <translation>The person’s details in force changed while you were deciding.</translation>
    </message>
    <message>
        <source>Ya se muestran los de ahora: compárelos y decida otra vez.</source>
        <translation>Those of now are shown: compare them and decide again.</translation>
    </message>
</context>
<context>
    <name>CallFactsPanel</name>
    <message>
        <source>A quién debe ver</source>
        <translation>Who you should see</translation>
    </message>
    <message>
        <source>Copiar enlace</source>
        <translation>Copy link</translation>
    </message>
    <message>
        <source>De archivo</source>
        <translation>From file</translation>
    </message>
    <message>
        <source>Pegar</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Capturas como evidencia</source>
        <translation>Snapshots as evidence</translation>
    </message>
    <message>
        <source>La llamada no se graba; una captura sí se conserva.</source>
        <translation>The call is not recorded; a snapshot is kept.</translation>
    </message>
    <message>
        <source>Llamada</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Captura de archivo</source>
        <translation>Snapshot from file</translation>
    </message>
    <message>
        <source>Pegar captura</source>
        <translation>Paste snapshot</translation>
    </message>
    <message>
        <source>Para validar la identidad hace falta al menos una.</source>
        <translation>To validate the identity at least one is needed.</translation>
    </message>
    <message>
        <source>{label} · {time} · SHA-256 {hash}…</source>
        <translation>{label} · {time} · SHA-256 {hash}…</translation>
    </message>
</context>
<context>
    <name>CallPage</name>
    <message>
        <source>Empezar</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Mover la cita</source>
        <translation>Move the call</translation>
    </message>
    <message>
        <source>Copiar convocatoria</source>
        <translation>Copy invitation</translation>
    </message>
    <message>
        <source>Empezar la llamada</source>
        <translation>Start the call</translation>
    </message>
    <message>
        <source>Registrar resultado</source>
        <translation>Record outcome</translation>
    </message>
    <message>
        <source>Videollamada</source>
        <translation>Video call</translation>
    </message>
    <message>
        <source>Llamada</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Empezar o registrar</source>
        <translation>Start or record</translation>
    </message>
    <message>
        <source>Copiar la convocatoria</source>
        <translation>Copy the invitation</translation>
    </message>
    <message>
        <source>Volver de la nota</source>
        <translation>Leave the note</translation>
    </message>
    <message>
        <source>Ir a quién debe ver</source>
        <translation>Go to who you should see</translation>
    </message>
    <message>
        <source>Ir a las comprobaciones</source>
        <translation>Go to the checks</translation>
    </message>
    <message>
        <source>Lea la comprobación y responda con la misma tecla otra vez.</source>
        <translation>Read the check and answer with the same key again.</translation>
    </message>
    <message>
        <source>Todavía no: vea encima del botón.</source>
        <translation>Not yet: see above the button.</translation>
    </message>
    <message>
        <source>Elija primero el resultado de la llamada.</source>
        <translation>Choose the outcome of the call first.</translation>
    </message>
    <message>
        <source>Captura de la llamada</source>
        <translation>Snapshot of the call</translation>
    </message>
    <message>
        <source>Imágenes JPEG (*.jpg *.jpeg)</source>
        <translation>JPEG pictures (*.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>CallTidings</name>
    <message>
        <source>{number}, convocada. {when}.</source>
        <translation>{number}, appointed. {when}.</translation>
    </message>
    <message numerus="yes">
        <source>Salen %n mensaje(s): la convocatoria y sus recordatorios.</source>
        <translation>
            <numerusform>%n message goes out: the invitation.</numerusform>
            <numerusform>%n messages go out: the invitation and its reminders.</numerusform>
        </translation>
    </message>
    <message>
        <source>Se le avisa por correo.</source>
        <translation>The person is told by e-mail.</translation>
    </message>
    <message>
        <source>No sale ningún correo todavía.</source>
        <translation>No e-mail goes out yet.</translation>
    </message>
    <message>
        <source>{number}: {outcome}.</source>
        <translation>{number}: {outcome}.</translation>
    </message>
</context>
<context>
    <name>CallTurns</name>
    <message>
        <source>Partes de la videollamada</source>
        <translation>Parts of the video call</translation>
    </message>
    <message>
        <source>A quién debe ver</source>
        <translation>Who you should see</translation>
    </message>
    <message>
        <source>Comprobaciones</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Resultado</source>
        <translation>Outcome</translation>
    </message>
</context>
<context>
    <name>CallWords</name>
    <message>
        <source>lunes</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>martes</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>miércoles</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>jueves</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>viernes</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>sábado</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>domingo</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>ayer</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>hoy</source>
        <translation>today</translation>
    </message>
    <message>
        <source>mañana</source>
        <translation>tomorrow</translation>
    </message>
    <message>
        <source> (día siguiente)</source>
        <translation> (next day)</translation>
    </message>
    <message>
        <source> (día anterior)</source>
        <translation> (previous day)</translation>
    </message>
    <message>
        <source>{day}, {here} en Ecuador · {there} en {place}</source>
        <translation>{day}, {here} in Ecuador · {there} in {place}</translation>
    </message>
    <message>
        <source>terminada</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>en curso</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>sin resultado</source>
        <translation>no outcome</translation>
    </message>
    <message>
        <source>es la hora</source>
        <translation>it is time</translation>
    </message>
    <message>
        <source>en {minutes} min</source>
        <translation>in {minutes} min</translation>
    </message>
    <message>
        <source>convocada</source>
        <translation>scheduled</translation>
    </message>
    <message>
        <source>identidad validada</source>
        <translation>identity validated</translation>
    </message>
    <message>
        <source>identidad no validada</source>
        <translation>identity not validated</translation>
    </message>
    <message>
        <source>no se conectó</source>
        <translation>did not connect</translation>
    </message>
    <message>
        <source>la persona la pospuso</source>
        <translation>postponed by the person</translation>
    </message>
    <message>
        <source>la posponemos nosotros</source>
        <translation>postponed by us</translation>
    </message>
    <message>
        <source>falla técnica</source>
        <translation>technical failure</translation>
    </message>
    <message>
        <source>convocada por error</source>
        <translation>scheduled in error</translation>
    </message>
    <message>
        <source>con duda: otra persona</source>
        <translation>in doubt: somebody else</translation>
    </message>
    <message>
        <source>Vuelve a «por convocar» con un término nuevo; </source>
        <translation>Back to “to schedule” with a new term; </translation>
    </message>
    <message>
        <source>Es la ausencia {n} de {limit}: el trámite se cierra y se le avisa.</source>
        <translation>No-show {n} of {limit}: the case is closed and the person is told.</translation>
    </message>
    <message>
        <source>Ausencia {n} de {limit}. </source>
        <translation>No-show {n} of {limit}. </translation>
    </message>
    <message>
        <source>Sigue la decisión, aquí mismo y por usted.</source>
        <translation>The decision follows, here and by you.</translation>
    </message>
    <message>
        <source>Sigue la decisión: solo se podrá negar el cambio.</source>
        <translation>The decision follows: the change can only be refused.</translation>
    </message>
    <message>
        <source>se le avisa por correo.</source>
        <translation>the person is told by e-mail.</translation>
    </message>
    <message>
        <source>la cita sale de su calendario.</source>
        <translation>the call leaves the person’s calendar.</translation>
    </message>
    <message>
        <source>La retoma otra persona validadora; usted ya no podrá.</source>
        <translation>Another validator takes it up; you no longer can.</translation>
    </message>
    <message>
        <source>empezar la llamada</source>
        <translation>start the call</translation>
    </message>
    <message>
        <source>el resultado de cada comprobación</source>
        <translation>record every check</translation>
    </message>
    <message>
        <source>que todas las comprobaciones pasen</source>
        <translation>have every check pass</translation>
    </message>
    <message>
        <source>que la llamada dure {time} min</source>
        <translation>stay on the call for {time} min</translation>
    </message>
    <message>
        <source>una captura de la videollamada (Ctrl+V)</source>
        <translation>a picture of the video call (Ctrl+V)</translation>
    </message>
    <message>
        <source>una nota interna</source>
        <translation>write an internal note</translation>
    </message>
    <message>
        <source>un motivo del catálogo</source>
        <translation>choose a reason</translation>
    </message>
    <message>
        <source>esperar 10 minutos desde la hora de la cita</source>
        <translation>wait 10 minutes from the call’s time</translation>
    </message>
    <message>
        <source>Falta: {what}.</source>
        <translation>Still to do: {what}.</translation>
    </message>
    <message>
        <source>pendiente</source>
        <translation>pending</translation>
    </message>
    <message>
        <source>pasa</source>
        <translation>passed</translation>
    </message>
    <message>
        <source>no pasa</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>no se hizo</source>
        <translation>not done</translation>
    </message>
    <message>
        <source>documento</source>
        <translation>document</translation>
    </message>
    <message>
        <source>datos</source>
        <translation>facts</translation>
    </message>
    <message>
        <source>presencia</source>
        <translation>liveness</translation>
    </message>
    <message>
        <source>entorno</source>
        <translation>surroundings</translation>
    </message>
    <message>
        <source>Captura {number}</source>
        <translation>Snapshot {number}</translation>
    </message>
    <message>
        <source>Captura {number}, comprobación de {what}</source>
        <translation>Snapshot {number}, check of {what}</translation>
    </message>
    <message>
        <source>{time} (mínimo {minimum})</source>
        <translation>{time} (at least {minimum})</translation>
    </message>
    <message>
        <source>La videollamada de {number} no tiene resultado registrado.</source>
        <translation>The video call of {number} has no recorded outcome.</translation>
    </message>
    <message>
        <source>La convocatoria de {number} está empezada y sin enviar.</source>
        <translation>The invitation of {number} is begun and not sent.</translation>
    </message>
    <message>
        <source>La decisión de {number} está escrita y sin registrar.</source>
        <translation>The decision on {number} is written but not recorded.</translation>
    </message>
    <message>
        <source>La llamada puede empezar desde las {time}; si no, mueva la cita (M).</source>
        <translation>The call may start from {time}; otherwise move the appointment (M).</translation>
    </message>
    <message>
        <source>Ya no puede empezar: la cita terminó hace más de {minutes} minutos. Registre que no se conectó (Alt+3) o que se pospuso (Alt+4, Alt+5), o mueva la cita (M).</source>
        <translation>It can no longer start: the appointment ended more than {minutes} minutes ago. Record that the person did not connect (Alt+3) or that it was postponed (Alt+4, Alt+5), or move the appointment (M).</translation>
    </message>
    <message>
        <source>Abra la reunión en su navegador. Cuando vea a la persona, empiece.</source>
        <translation>Open the meeting in your browser. Start when you see the person.</translation>
    </message>
    <message>
        <source>La hora convocada es en {span}.</source>
        <translation>The appointed time is in {span}.</translation>
    </message>
    <message>
        <source>La hora convocada fue hace {span}.</source>
        <translation>The appointed time was {span} ago.</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>Es la hora convocada.</source>
        <translation>It is the appointed time.</translation>
    </message>
</context>
<context>
    <name>CallsToday</name>
    <message>
        <source>Videollamadas de hoy</source>
        <translation>Today’s video calls</translation>
    </message>
    <message>
        <source>Hoy no tiene videollamadas</source>
        <translation>You have no video calls today</translation>
    </message>
    <message>
        <source>Las que convoque para hoy aparecen aquí con su hora.</source>
        <translation>Those you schedule for today appear here with their time.</translation>
    </message>
    <message>
        <source>Abrir la cita</source>
        <translation>Open the appointment</translation>
    </message>
    <message>
        <source>Hora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>CaseHeader</name>
    <message>
        <source>Soltar</source>
        <translation>Hand back</translation>
    </message>
    <message>
        <source>Soltar el caso</source>
        <translation>Hand the case back</translation>
    </message>
    <message>
        <source>Caso</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>cédula {number}</source>
        <translation>cédula {number}</translation>
    </message>
    <message>
        <source>código {number}</source>
        <translation>code {number}</translation>
    </message>
    <message>
        <source>pasaporte {number}</source>
        <translation>passport {number}</translation>
    </message>
    <message>
        <source>corrección {round}</source>
        <translation>correction {round}</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Solo lectura · lo tiene {name}</source>
        <translation>Read only · held by {name}</translation>
    </message>
    <message>
        <source>Solo lectura</source>
        <translation>Read only</translation>
    </message>
    <message>
        <source>Lo tiene usted · se libera {time}</source>
        <translation>Held by you · released at {time}</translation>
    </message>
</context>
<context>
    <name>CaseLetters</name>
    <message>
        <source>Correos del caso</source>
        <translation>E-mails of the case</translation>
    </message>
    <message>
        <source>Ver los correos del caso</source>
        <translation>View the e-mails of the case</translation>
    </message>
    <message>
        <source>No hay ninguna imagen copiada.</source>
        <translation>No picture has been copied.</translation>
    </message>
    <message>
        <source>Copie la captura de pantalla y pulse Ctrl+V otra vez.</source>
        <translation>Copy the screenshot and press Ctrl+V again.</translation>
    </message>
    <message>
        <source>La convocatoria está copiada.</source>
        <translation>The invitation is copied.</translation>
    </message>
    <message>
        <source>Péguela donde la persona pueda leerla; queda registrado.</source>
        <translation>Paste it where the person can read it; that is recorded.</translation>
    </message>
</context>
<context>
    <name>CasePapers</name>
    <message>
        <source>Abrir acta</source>
        <translation>Open record</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>Recibido</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Por revisar</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>Espera a la persona</source>
        <translation>Waiting for the person</translation>
    </message>
    <message>
        <source>Por convocar</source>
        <translation>To schedule</translation>
    </message>
    <message>
        <source>Con videollamada</source>
        <translation>Call scheduled</translation>
    </message>
    <message>
        <source>Con duda</source>
        <translation>In doubt</translation>
    </message>
    <message>
        <source>Por decidir</source>
        <translation>To decide</translation>
    </message>
    <message>
        <source>Aprobado</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Negado</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Cerrado sin respuesta</source>
        <translation>Closed, no reply</translation>
    </message>
    <message>
        <source>Desistido</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Inspección automática</source>
        <translation>Automatic inspection</translation>
    </message>
    <message>
        <source>Revisar documentos</source>
        <translation>Review documents</translation>
    </message>
    <message>
        <source>Dar segunda opinión</source>
        <translation>Give second opinion</translation>
    </message>
    <message>
        <source>Esperar la corrección</source>
        <translation>Wait for correction</translation>
    </message>
    <message>
        <source>Convocar videollamada</source>
        <translation>Schedule video call</translation>
    </message>
    <message>
        <source>Atender videollamada</source>
        <translation>Hold video call</translation>
    </message>
    <message>
        <source>Resolver la duda</source>
        <translation>Settle the doubt</translation>
    </message>
    <message>
        <source>Decidir</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>En plazo de seguridad</source>
        <translation>Wait out safety period</translation>
    </message>
    <message>
        <source>Segunda opinión</source>
        <translation>Second opinion</translation>
    </message>
    <message>
        <source>Revisar corrección</source>
        <translation>Review the correction</translation>
    </message>
    <message>
        <source>Ninguno</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Actualización de contacto</source>
        <translation>Contact update</translation>
    </message>
    <message>
        <source>Certificado de no afiliación</source>
        <translation>Non-affiliation certificate</translation>
    </message>
    <message>
        <source>Código para extranjeros</source>
        <translation>Foreigner code</translation>
    </message>
    <message>
        <source>Contacto</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>No afiliación</source>
        <translation>Not insured</translation>
    </message>
    <message>
        <source>Extranjeros</source>
        <translation>Foreigners</translation>
    </message>
    <message>
        <source>en pausa</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>sin término</source>
        <translation>no term</translation>
    </message>
    <message numerus="yes">
        <source>vencido %n día(s)</source>
        <translation>
            <numerusform>overdue %n day</numerusform>
            <numerusform>overdue %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>vence hoy {time}</source>
        <translation>due today {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n día(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CasesCard</name>
    <message>
        <source>Trámites de la persona</source>
        <translation>The person’s cases</translation>
    </message>
    <message>
        <source>Ningún trámite</source>
        <translation>No cases</translation>
    </message>
    <message>
        <source>Los que llegan de la ventanilla virtual aparecen aquí.</source>
        <translation>Those that come from the virtual window appear here.</translation>
    </message>
    <message>
        <source>Abrir el trámite</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Abrir acta</source>
        <translation>Open record</translation>
    </message>
    <message>
        <source>Abrir el acta del trámite elegido</source>
        <translation>Open the record of the chosen request</translation>
    </message>
    <message>
        <source>Registro</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Término</source>
        <translation>Time left</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Residencia</source>
        <translation>Residence</translation>
    </message>
    <message>
        <source>Los datos pedidos son iguales a los vigentes.</source>
        <translation>The data asked for are the same as the current ones.</translation>
    </message>
    <message>
        <source>aviso</source>
        <translation>notice</translation>
    </message>
    <message>
        <source>atención</source>
        <translation>caution</translation>
    </message>
    <message>
        <source>alarma</source>
        <translation>alarm</translation>
    </message>
    <message>
        <source>{mark}: {sentence}</source>
        <translation>{mark}: {sentence}</translation>
    </message>
</context>
<context>
    <name>ChecklistPane</name>
    <message>
        <source>Lista de control</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>Sobre el trámite</source>
        <translation>About the procedure</translation>
    </message>
</context>
<context>
    <name>ChecksPanel</name>
    <message>
        <source>Comprobaciones</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Ver respuesta</source>
        <translation>Show answer</translation>
    </message>
    <message>
        <source>Se espera</source>
        <translation>Expected</translation>
    </message>
    <message>
        <source>Pasa</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>No pasa</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>No se hizo</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>Comprobación siguiente</source>
        <translation>Next check</translation>
    </message>
    <message>
        <source>Comprobación anterior</source>
        <translation>Previous check</translation>
    </message>
    <message>
        <source>{done} de {total} · sacadas al azar</source>
        <translation>{done} of {total} · drawn at random</translation>
    </message>
    <message>
        <source>Las comprobaciones se sacan al empezar la llamada.</source>
        <translation>The checks are drawn when the call starts.</translation>
    </message>
    <message>
        <source>Respuesta oculta</source>
        <translation>Answer hidden</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>Código de activación</source>
        <translation>Activation code</translation>
    </message>
    <message>
        <source>Copia&amp;r el código</source>
        <translation>Cop&amp;y the code</translation>
    </message>
    <message>
        <source>Ya lo &amp;entregué</source>
        <translation>&amp;Handed over</translation>
    </message>
    <message>
        <source>Código de activación de {name}</source>
        <translation>Activation code of {name}</translation>
    </message>
    <message>
        <source>Anótelo o imprímalo y entrégueselo en mano: no se muestra otra vez. Vale una vez, hasta el {until}, junto con la contraseña que le dio la otra persona; con ambos elige una propia.</source>
        <translation>Write it down or print it and hand it over in person: it is not shown again. It is good once, until {until}, together with the password the other person gave; with both they choose one of their own.</translation>
    </message>
</context>
<context>
    <name>ComingCases</name>
    <message>
        <source>Lo que sigue</source>
        <translation>Coming next</translation>
    </message>
    <message>
        <source>en este orden los da «Tomar siguiente»</source>
        <translation>in the order in which “Take next” gives them</translation>
    </message>
    <message>
        <source>Cuando la inspección automática termina con un trámite, aparece aquí.</source>
        <translation>A case appears here once automatic inspection has finished with it.</translation>
    </message>
    <message>
        <source>Cuando la revisión acepta los documentos, el caso aparece aquí.</source>
        <translation>A case appears here once the review has accepted its documents.</translation>
    </message>
    <message>
        <source>Nada espera por ahora</source>
        <translation>Nothing waiting for now</translation>
    </message>
    <message>
        <source>Abrir el caso</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Siguiente paso</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Término</source>
        <translation>Time left</translation>
    </message>
</context>
<context>
    <name>ConfirmedForm</name>
    <message>
        <source>Su propia contraseña</source>
        <translation>Your own password</translation>
    </message>
    <message>
        <source>Confirma que es usted quien lo hace.</source>
        <translation>Confirms that it is you who does this.</translation>
    </message>
    <message>
        <source>Código de un solo uso</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Esta no es su contraseña. Escríbala otra vez.</source>
        <translation>This is not your password. Type it again.</translation>
    </message>
    <message>
        <source>Demasiados intentos. Espere unos minutos.</source>
        <translation>Too many attempts. Wait a few minutes.</translation>
    </message>
    <message>
        <source>No es correcto o ya se usó. Espere el siguiente código.</source>
        <translation>It is wrong or was used already. Wait for the next code.</translation>
    </message>
    <message>
        <source>Son seis dígitos.</source>
        <translation>It has six digits.</translation>
    </message>
    <message>
        <source>Revise este dato.</source>
        <translation>Check this item.</translation>
    </message>
    <message>
        <source>Escriba los seis dígitos para confirmar.</source>
        <translation>Type the six digits to confirm.</translation>
    </message>
    <message>
        <source>Escriba su contraseña para confirmar.</source>
        <translation>Type your password to confirm.</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>Retomar con mi trabajo</source>
        <translation>Resume with my work</translation>
    </message>
    <message>
        <source>Dejar el caso</source>
        <translation>Leave the case</translation>
    </message>
    <message>
        <source>Ahora el caso lo tiene {name}. Su trabajo está guardado.</source>
        <translation>{name} holds the case now. Your work is saved.</translation>
    </message>
    <message>
        <source>El caso cambió mientras usted trabajaba. Su trabajo está guardado.</source>
        <translation>The case changed while you were working. Your work is saved.</translation>
    </message>
    <message>
        <source>Su tiempo con el caso terminó. Su trabajo está guardado.</source>
        <translation>Your hold on the case has run out. Your work is saved.</translation>
    </message>
    <message>
        <source>Requisito</source>
        <translation>Requirement</translation>
    </message>
    <message>
        <source>Antes</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Lo mío</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Lo suyo</source>
        <translation>Theirs</translation>
    </message>
</context>
<context>
    <name>ConnectionBanner</name>
    <message>
        <source>Lo escrito sigue en la pantalla.</source>
        <translation>What you typed is still on the screen.</translation>
    </message>
    <message>
        <source>Avise a administración y pulse Reintentar cuando haya espacio.</source>
        <translation>Tell administration, and press Retry when there is room.</translation>
    </message>
    <message>
        <source>Se vuelve a intentar solo; cuando responda, este aviso se va.</source>
        <translation>It is tried again by itself; when it answers, this notice goes away.</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>La base de datos responde otra vez.</source>
        <translation>The database answers again.</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>Datos de contacto</source>
        <translation>Contact data</translation>
    </message>
    <message>
        <source>Sin datos de contacto</source>
        <translation>No contact data</translation>
    </message>
    <message>
        <source>Cuando un trámite los apruebe, aparecen aquí con su vigencia.</source>
        <translation>Once a case approves them, they appear here with their validity.</translation>
    </message>
    <message>
        <source>a la vista; queda registrado</source>
        <translation>shown; this is recorded</translation>
    </message>
    <message>
        <source>ocultos</source>
        <translation>hidden</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Hasta</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Origen</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
</context>
<context>
    <name>ContactWords</name>
    <message>
        <source>Correo</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Celular en Ecuador</source>
        <translation>Mobile in Ecuador</translation>
    </message>
    <message>
        <source>Teléfono fijo en Ecuador</source>
        <translation>Landline in Ecuador</translation>
    </message>
    <message>
        <source>Teléfono en el exterior</source>
        <translation>Telephone abroad</translation>
    </message>
    <message>
        <source>País</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Estado o provincia</source>
        <translation>State or province</translation>
    </message>
    <message>
        <source>Ciudad</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Código postal</source>
        <translation>Postal code</translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>Datos declarados</source>
        <translation>Declared data</translation>
    </message>
    <message>
        <source>no cumple</source>
        <translation>fails</translation>
    </message>
    <message>
        <source>compruebe</source>
        <translation>check</translation>
    </message>
    <message>
        <source>Formulario de recepción</source>
        <translation>Reception form</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Contacto pedido</source>
        <translation>Requested contact data</translation>
    </message>
    <message>
        <source>Provincia de nacimiento</source>
        <translation>Province of birth</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>Sector</translation>
    </message>
    <message>
        <source>Categoría</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Requerimiento</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Mensaje</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>manuscrita</source>
        <translation>handwritten</translation>
    </message>
    <message>
        <source>electrónica</source>
        <translation>electronic</translation>
    </message>
    <message>
        <source>Apellidos</source>
        <translation>Surnames</translation>
    </message>
    <message>
        <source>Nombres</source>
        <translation>Given names</translation>
    </message>
    <message>
        <source>Identificación</source>
        <translation>Identification</translation>
    </message>
    <message>
        <source>Fecha de nacimiento</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Fecha de expedición</source>
        <translation>Date of issue</translation>
    </message>
    <message>
        <source>Firma declarada</source>
        <translation>Declared signature</translation>
    </message>
    <message>
        <source>Código dactilar</source>
        <translation>Código dactilar</translation>
    </message>
    <message>
        <source>&amp;Mostrar</source>
        <translation>&amp;Show</translation>
    </message>
    <message>
        <source>Queda registrado que usted lo vio.</source>
        <translation>It is recorded that you saw it.</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>día-mes-año</source>
        <translation>day-month-year</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>Registrar la decisión</source>
        <translation>Record the decision</translation>
    </message>
    <message>
        <source>Antes y después</source>
        <translation>Before and after</translation>
    </message>
    <message>
        <source>Quién lo vio</source>
        <translation>Who saw it</translation>
    </message>
    <message>
        <source>Decisión</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Decisión registrada</source>
        <translation>Decision recorded</translation>
    </message>
    <message>
        <source>Sale ahora</source>
        <translation>Going out now</translation>
    </message>
    <message>
        <source>Abrir acta</source>
        <translation>Open record</translation>
    </message>
    <message>
        <source>Abrir el acta</source>
        <translation>Open the record</translation>
    </message>
    <message>
        <source>Volver a la decisión, o soltar el caso</source>
        <translation>Back to the decision, or give the case back</translation>
    </message>
    <message>
        <source>Aprobar y aplicar</source>
        <translation>Approve and apply</translation>
    </message>
    <message>
        <source>Negar el cambio</source>
        <translation>Refuse the change</translation>
    </message>
    <message>
        <source>Seguir</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>La decisión se está registrando todavía.</source>
        <translation>The decision is still being recorded.</translation>
    </message>
</context>
<context>
    <name>DecisionWords</name>
    <message>
        <source>elegir aprobar o negar</source>
        <translation>choose to approve or refuse</translation>
    </message>
    <message>
        <source>que decida quien atendió la videollamada</source>
        <translation>let whoever held the video call decide</translation>
    </message>
    <message>
        <source>una videollamada que valide la identidad</source>
        <translation>validate the identity in a video call</translation>
    </message>
    <message>
        <source>que se levante la detención que pidió la persona</source>
        <translation>have the freeze the person asked for lifted</translation>
    </message>
    <message>
        <source>un motivo del catálogo</source>
        <translation>choose a reason</translation>
    </message>
    <message>
        <source>escribir su contraseña</source>
        <translation>type your password</translation>
    </message>
    <message>
        <source>Falta: {what}.</source>
        <translation>Still to do: {what}.</translation>
    </message>
    <message>
        <source>Reemplaza los datos y avisa solo al correo nuevo: no consta uno anterior y nadie más podrá detenerlo. No se puede deshacer.</source>
        <translation>Replaces the details and tells only the new e-mail: no earlier one is on record and nobody else can stop it. It cannot be undone.</translation>
    </message>
    <message numerus="yes">
        <source>Avisa al correo anterior y al nuevo, y reemplaza los datos en %n hora(s) si nadie lo detiene.</source>
        <translation>
            <numerusform>Tells the old and the new address, and replaces the data in %n hour unless somebody stops it.</numerusform>
            <numerusform>Tells the old and the new address, and replaces the data in %n hours unless somebody stops it.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reemplaza los datos y avisa al correo anterior y al nuevo; no se puede deshacer.</source>
        <translation>Replaces the data and tells the old and the new e-mail; it cannot be undone.</translation>
    </message>
    <message>
        <source>Deja los datos como están y avisa con los motivos; no se puede deshacer.</source>
        <translation>Leaves the data as they are and tells the person the reasons; it cannot be undone.</translation>
    </message>
    <message>
        <source>identidad validada</source>
        <translation>identity validated</translation>
    </message>
    <message>
        <source>identidad no validada</source>
        <translation>identity not validated</translation>
    </message>
    <message>
        <source>sin videollamada válida</source>
        <translation>no valid video call</translation>
    </message>
    <message>
        <source>Documentos</source>
        <translation>Documents</translation>
    </message>
    <message numerus="yes">
        <source>%n cuadros guardados como evidencia</source>
        <translation>
            <numerusform>%n frame kept as evidence</numerusform>
            <numerusform>%n frames kept as evidence</numerusform>
        </translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Declaración</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Videollamada</source>
        <translation>Video call</translation>
    </message>
    <message>
        <source>escribir el código de un solo uso</source>
        <translation>typing the one-time code</translation>
    </message>
    <message>
        <source>Comprobaciones</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>{passed} de {total} pasan</source>
        <translation>{passed} of {total} passed</translation>
    </message>
    <message numerus="yes">
        <source>%n capturas</source>
        <translation>
            <numerusform>%n snapshot</numerusform>
            <numerusform>%n snapshots</numerusform>
        </translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>Note</translation>
    </message>
    <message numerus="yes">
        <source>%n partes marcadas sin salida de sonido</source>
        <translation>
            <numerusform>%n piece ticked without sound output</numerusform>
            <numerusform>%n pieces ticked without sound output</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n no las oyó nadie</source>
        <translation>
            <numerusform>%n heard by nobody</numerusform>
            <numerusform>%n heard by nobody</numerusform>
        </translation>
    </message>
    <message>
        <source>otra persona las oyó</source>
        <translation>somebody else heard them</translation>
    </message>
    <message>
        <source>Ningún dato de contacto se preguntó en la videollamada.</source>
        <translation>No contact data were asked about in the video call.</translation>
    </message>
    <message>
        <source>Confirmado en la videollamada: {fields}.</source>
        <translation>Confirmed in the video call: {fields}.</translation>
    </message>
    <message>
        <source>{number}: el cambio se negó; los datos vigentes no cambian.</source>
        <translation>{number}: the change was refused; the current data stay.</translation>
    </message>
    <message>
        <source>{number}: aprobado; se aplica el {time} si nadie lo detiene.</source>
        <translation>{number}: approved; applied on {time} unless somebody stops it.</translation>
    </message>
    <message>
        <source>{number}: los datos de contacto quedaron actualizados.</source>
        <translation>{number}: the contact data have been updated.</translation>
    </message>
    <message>
        <source>Aviso al correo anterior: {to}</source>
        <translation>Notice to the old e-mail: {to}</translation>
    </message>
    <message>
        <source>Sin correo anterior: nadie ajeno al pedido recibe el aviso.</source>
        <translation>No earlier e-mail: nobody apart from the request is told.</translation>
    </message>
    <message>
        <source>Aviso al correo nuevo: {to}</source>
        <translation>Notice to the new e-mail: {to}</translation>
    </message>
    <message>
        <source>El aviso al correo anterior lleva el código «no fui yo», que lo detiene.</source>
        <translation>The notice to the old e-mail carries the “not me” code, which stops it.</translation>
    </message>
    <message>
        <source>El aviso lleva el código «no fui yo», que detiene los cambios.</source>
        <translation>The notice carries the “not me” code, which freezes changes.</translation>
    </message>
    <message>
        <source>No salió ningún aviso.</source>
        <translation>No notice went out.</translation>
    </message>
</context>
<context>
    <name>DeclarationPanel</name>
    <message>
        <source>Declaración</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Marcado sin salida de sonido: consta en la revisión y en el acta que nadie lo oyó.</source>
        <translation>Ticked without sound output: the review and the record say that nobody heard it.</translation>
    </message>
    <message>
        <source>marque al oír</source>
        <translation>tick as you hear</translation>
    </message>
    <message>
        <source>Consta que nadie lo oyó.</source>
        <translation>Recorded: nobody heard it.</translation>
    </message>
    <message>
        <source>{time} sin oír</source>
        <translation>{time} unheard</translation>
    </message>
    <message>
        <source>falta</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>por oír</source>
        <translation>to hear</translation>
    </message>
</context>
<context>
    <name>DemoHint</name>
    <message>
        <source>oficinista</source>
        <translation>clerk</translation>
    </message>
    <message>
        <source>validación</source>
        <translation>validator</translation>
    </message>
    <message>
        <source>dirección</source>
        <translation>director</translation>
    </message>
    <message>
        <source>administración</source>
        <translation>administrator</translation>
    </message>
    <message>
        <source>auditoría</source>
        <translation>auditor</translation>
    </message>
    <message>
        <source>Contraseña, la misma para todos: {password}</source>
        <translation>Password, the same for everybody: {password}</translation>
    </message>
    <message>
        <source>Usuarios: {users}</source>
        <translation>User names: {users}</translation>
    </message>
    <message>
        <source>Código de ahora, el mismo para todos: {code}. Está también en el título de la ventana; cambia cada medio minuto y vale una vez.</source>
        <translation>Code of now, the same for everybody: {code}. It is in the title of the window too; it changes every half minute and works once.</translation>
    </message>
    <message>
        <source>código de ahora: {code}</source>
        <translation>code of now: {code}</translation>
    </message>
</context>
<context>
    <name>DeskKeys</name>
    <message>
        <source>Moverse</source>
        <translation>Moving about</translation>
    </message>
    <message>
        <source>Motivos</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Motivo {number}</source>
        <translation>Reason {number}</translation>
    </message>
    <message>
        <source>Ir al requisito {number}</source>
        <translation>Go to requirement {number}</translation>
    </message>
    <message>
        <source>Requisito siguiente</source>
        <translation>Next requirement</translation>
    </message>
    <message>
        <source>Requisito anterior</source>
        <translation>Previous requirement</translation>
    </message>
    <message>
        <source>Página siguiente</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Página anterior</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Poner al lado otro documento</source>
        <translation>Put another document beside</translation>
    </message>
    <message>
        <source>Quitar lo puesto al lado</source>
        <translation>Take away what stands beside</translation>
    </message>
    <message>
        <source>Enlazar o soltar las dos vistas</source>
        <translation>Link or unlink the two views</translation>
    </message>
    <message>
        <source>Ir a la evidencia</source>
        <translation>Go to the evidence</translation>
    </message>
    <message>
        <source>Ir a los requisitos</source>
        <translation>Go to the requirements</translation>
    </message>
    <message>
        <source>Ir a los rostros</source>
        <translation>Go to the faces</translation>
    </message>
    <message>
        <source>Hechos: pestaña siguiente</source>
        <translation>Facts: next tab</translation>
    </message>
    <message>
        <source>Abrir el acta</source>
        <translation>Open the record</translation>
    </message>
    <message>
        <source>Escribir línea o nota</source>
        <translation>Write line or note</translation>
    </message>
    <message>
        <source>Decir qué datos de la solicitud</source>
        <translation>Say which items of the form</translation>
    </message>
    <message>
        <source>Escribir la zona de lectura mecánica</source>
        <translation>Write the machine-readable zone</translation>
    </message>
    <message>
        <source>Deshacer lo último resuelto</source>
        <translation>Undo the last one finished</translation>
    </message>
</context>
<context>
    <name>DeskPages</name>
    <message>
        <source>No hay ningún caso en la mesa</source>
        <translation>No case on the desk</translation>
    </message>
    <message>
        <source>Tome el siguiente con Ctrl+Espacio, o elija uno en la cola.</source>
        <translation>Take the next one with Ctrl+Space, or choose one in the queue.</translation>
    </message>
    <message>
        <source>Elija en la cola o en el registro el que quiera leer.</source>
        <translation>Choose the one you want to read in the queue or the register.</translation>
    </message>
    <message>
        <source>Tomar siguiente</source>
        <translation>Take next</translation>
    </message>
    <message>
        <source>Abriendo el caso…</source>
        <translation>Opening the case…</translation>
    </message>
</context>
<context>
    <name>DeskTurns</name>
    <message>
        <source>Partes de la mesa</source>
        <translation>Parts of the desk</translation>
    </message>
    <message>
        <source>Requisitos</source>
        <translation>Requirements</translation>
    </message>
    <message>
        <source>Evidencia</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Rostros</source>
        <translation>Faces</translation>
    </message>
    <message>
        <source>Hechos</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>Motivos y mensaje</source>
        <translation>Reasons and message</translation>
    </message>
</context>
<context>
    <name>DeskView</name>
    <message>
        <source>Mi puesto</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Correos a las personas</source>
        <translation>E-mails to people</translation>
    </message>
    <message>
        <source>Mi trabajo de hoy</source>
        <translation>My work today</translation>
    </message>
    <message>
        <source>Lo que resolví hoy</source>
        <translation>What I finished today</translation>
    </message>
    <message>
        <source>Mis llamadas de hoy</source>
        <translation>My calls today</translation>
    </message>
    <message>
        <source>Borradores que dejé a medias</source>
        <translation>Drafts I left unfinished</translation>
    </message>
    <message>
        <source>Por hacer en mi provincia</source>
        <translation>To do in my province</translation>
    </message>
    <message>
        <source>F5 actualiza · ? muestra todas las teclas</source>
        <translation>F5 refreshes · ? shows every key</translation>
    </message>
    <message>
        <source>Ver la &amp;cola</source>
        <translation>See the &amp;queue</translation>
    </message>
    <message>
        <source>&amp;Tomar siguiente</source>
        <translation>&amp;Take next</translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Ver la cola</source>
        <translation>See the queue</translation>
    </message>
    <message>
        <source>lunes</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>martes</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>miércoles</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>jueves</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>viernes</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>sábado</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>domingo</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>&amp;Seguir con el caso</source>
        <translation>&amp;Continue the case</translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>terminada</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>en curso</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>sin resultado</source>
        <translation>no outcome</translation>
    </message>
    <message>
        <source>es la hora</source>
        <translation>it is time</translation>
    </message>
    <message>
        <source>en {minutes} min</source>
        <translation>in {minutes} min</translation>
    </message>
    <message>
        <source>convocada</source>
        <translation>scheduled</translation>
    </message>
    <message>
        <source>Aceptados</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Con corrección pedida</source>
        <translation>Correction requested</translation>
    </message>
    <message>
        <source>Negados</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>A segunda opinión</source>
        <translation>To second opinion</translation>
    </message>
    <message>
        <source>otra persona siguió</source>
        <translation>somebody else went on</translation>
    </message>
    <message>
        <source>guardado</source>
        <translation>saved</translation>
    </message>
    <message>
        <source>1 mensaje no enviado aún</source>
        <translation>1 message not sent yet</translation>
    </message>
    <message>
        <source>{n} mensajes no enviados aún</source>
        <translation>{n} messages not sent yet</translation>
    </message>
    <message>
        <source>todo enviado</source>
        <translation>all sent</translation>
    </message>
    <message>
        <source>Salen solos en cuanto el servidor de correo los recibe; los recordatorios, a su hora.</source>
        <translation>They go out by themselves as soon as the mail server takes them; reminders at their time.</translation>
    </message>
    <message>
        <source>Ningún correo a las personas está pendiente.</source>
        <translation>No e-mail to people is pending.</translation>
    </message>
    <message>
        <source>Aviso al correo anterior sin entregar: {numbers}. Abra el caso y reenvíelo desde Historia.</source>
        <translation>Notice to the earlier e-mail not delivered: {numbers}. Open the case and send it again from History.</translation>
    </message>
    <message>
        <source>Dirección provincial</source>
        <translation>Provincial director</translation>
    </message>
    <message>
        <source>Administración del sistema</source>
        <translation>System administration</translation>
    </message>
    <message>
        <source>Auditoría</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Usted ve los casos de su provincia, libera los que alguien dejó tomados y levanta la detención de cambios de una persona. Cada acción pide un motivo.</source>
        <translation>You see your province’s cases, release those somebody left held and lift the freeze on a person’s changes. Each action asks for a reason.</translation>
    </message>
    <message>
        <source>Usted gestiona el personal, las agencias y los ajustes. Por su función no ve casos ni documentos de las personas.</source>
        <translation>You manage staff, agencies and settings. Your role does not see people’s cases or documents.</translation>
    </message>
    <message>
        <source>Usted lee todo lo que ocurrió, también las lecturas, y no cambia nada. Cada caso que abre queda registrado.</source>
        <translation>You read everything that happened, reads included, and change nothing. Every case you open is recorded.</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Tomar siguiente</source>
        <translation>Take next</translation>
    </message>
    <message>
        <source>En toda la ventana</source>
        <translation>In the whole window</translation>
    </message>
    <message>
        <source>La contraseña no se guardó: el llavero no la aceptó.</source>
        <translation>The password was not kept: the keyring did not take it.</translation>
    </message>
    <message>
        <source>Local · un puesto · sellada</source>
        <translation>Local · one seat · sealed</translation>
    </message>
    <message>
        <source>Local · un puesto · sin sellar</source>
        <translation>Local · one seat · not sealed</translation>
    </message>
    <message>
        <source>Central · PostgreSQL</source>
        <translation>Central · PostgreSQL</translation>
    </message>
    <message>
        <source>Demostración</source>
        <translation>Demonstration</translation>
    </message>
    <message>
        <source>oficinista</source>
        <translation>clerk</translation>
    </message>
    <message>
        <source>validación</source>
        <translation>validator</translation>
    </message>
    <message>
        <source>dirección</source>
        <translation>director</translation>
    </message>
    <message>
        <source>administración</source>
        <translation>administrator</translation>
    </message>
    <message>
        <source>auditoría</source>
        <translation>auditor</translation>
    </message>
    <message>
        <source>Demostración · PostgreSQL</source>
        <translation>Demonstration · PostgreSQL</translation>
    </message>
</context>
<context>
    <name>DocketPane</name>
    <message>
        <source>Videollamadas del día</source>
        <translation>The day’s video calls</translation>
    </message>
    <message>
        <source>Ninguna videollamada este día</source>
        <translation>No video calls on this day</translation>
    </message>
    <message>
        <source>Las citas convocadas aparecen aquí a su hora.</source>
        <translation>Scheduled calls appear here at their time.</translation>
    </message>
    <message>
        <source>Casos por convocar o decidir</source>
        <translation>Cases to schedule or decide</translation>
    </message>
    <message>
        <source>Nada por convocar</source>
        <translation>Nothing to schedule</translation>
    </message>
    <message>
        <source>Los casos llegan aquí cuando se aceptan sus documentos.</source>
        <translation>Cases arrive here once their documents are accepted.</translation>
    </message>
    <message>
        <source>Ver todas</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Por convocar y decidir</source>
        <translation>To schedule and decide</translation>
    </message>
    <message>
        <source>Videollamadas</source>
        <translation>Video calls</translation>
    </message>
    <message>
        <source>Antes</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Día anterior</source>
        <translation>Previous day</translation>
    </message>
    <message>
        <source>Hoy</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Después</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Día siguiente</source>
        <translation>Next day</translation>
    </message>
    <message>
        <source>Todas o solo las mías</source>
        <translation>All or only mine</translation>
    </message>
    <message>
        <source>Abrir la cita</source>
        <translation>Open the appointment</translation>
    </message>
    <message>
        <source>Abrir el caso</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Hora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Allá</source>
        <translation>There</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Atiende</source>
        <translation>Validator</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Resultado</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Siguiente paso</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Término</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>Lo tiene</source>
        <translation>Held by</translation>
    </message>
    <message>
        <source>usted</source>
        <translation>you</translation>
    </message>
    <message>
        <source>Solo las mías</source>
        <translation>Only mine</translation>
    </message>
</context>
<context>
    <name>DraftsCard</name>
    <message>
        <source>y {n} más</source>
        <translation>and {n} more</translation>
    </message>
</context>
<context>
    <name>DutyPanel</name>
    <message>
        <source>El país por estado</source>
        <translation>The country by state</translation>
    </message>
    <message>
        <source>Mi provincia por estado</source>
        <translation>My province by state</translation>
    </message>
    <message>
        <source>Ver la &amp;cola</source>
        <translation>See the &amp;queue</translation>
    </message>
    <message>
        <source>Ir al &amp;registro</source>
        <translation>Go to the &amp;register</translation>
    </message>
    <message>
        <source>Abrir &amp;administración</source>
        <translation>Open &amp;administration</translation>
    </message>
    <message>
        <source>Mi puesto</source>
        <translation>My desk</translation>
    </message>
</context>
<context>
    <name>EditMemberForm</name>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Nombres y apellidos</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Función</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>Agencia y provincia</source>
        <translation>Agency and province</translation>
    </message>
    <message>
        <source>Con otra función o agencia suelta sus casos y la cuenta queda desactivada hasta que otra persona de administración la active.</source>
        <translation>With another duty or agency they give their cases back and the account is disabled until another administrator enables it.</translation>
    </message>
    <message>
        <source>Correo (opcional)</source>
        <translation>E-mail (optional)</translation>
    </message>
    <message>
        <source>Modificar a {name}</source>
        <translation>Change {name}</translation>
    </message>
</context>
<context>
    <name>EntranceErrorWords</name>
    <message>
        <source>Falta el código de un solo uso.</source>
        <translation>The one-time code is missing.</translation>
    </message>
    <message>
        <source>Escriba los seis dígitos que muestra su aplicación de autenticación.</source>
        <translation>Type the six digits your authenticator shows.</translation>
    </message>
    <message>
        <source>La contraseña se la dio otra persona.</source>
        <translation>Somebody else gave you the password.</translation>
    </message>
    <message>
        <source>Entre en la ventana y elija una propia con su código de activación.</source>
        <translation>Enter at the window and choose one of your own with your activation code.</translation>
    </message>
    <message>
        <source>El código de activación no es correcto.</source>
        <translation>The activation code is wrong.</translation>
    </message>
    <message>
        <source>Revíselo; tras cinco intentos hay que pedir otro.</source>
        <translation>Check it; after five tries you have to ask for another.</translation>
    </message>
    <message>
        <source>El código de activación ya no vale: es viejo, se usó o se probó demasiado.</source>
        <translation>The activation code is no longer good: it is old, was used or was tried too often.</translation>
    </message>
    <message>
        <source>Pida otro a quien activó su cuenta.</source>
        <translation>Ask whoever enabled your account for another.</translation>
    </message>
    <message>
        <source>Es la contraseña que le dieron.</source>
        <translation>That is the password you were given.</translation>
    </message>
    <message>
        <source>Elija otra, que solo usted conozca.</source>
        <translation>Choose another one that only you know.</translation>
    </message>
    <message>
        <source>La contraseña es muy corta.</source>
        <translation>The password is too short.</translation>
    </message>
    <message>
        <source>Use al menos {minimum} signos.</source>
        <translation>Use at least {minimum} characters.</translation>
    </message>
    <message>
        <source>La contraseña es muy larga.</source>
        <translation>The password is too long.</translation>
    </message>
    <message>
        <source>Use hasta {maximum} signos.</source>
        <translation>Use up to {maximum} characters.</translation>
    </message>
    <message>
        <source>La contraseña contiene el usuario.</source>
        <translation>The password contains the user name.</translation>
    </message>
    <message>
        <source>Elija otra.</source>
        <translation>Choose another.</translation>
    </message>
    <message>
        <source>El código no es correcto o ya se usó.</source>
        <translation>The code is wrong or was used already.</translation>
    </message>
    <message>
        <source>Espere el siguiente y escríbalo; tras cinco intentos hay que esperar.</source>
        <translation>Wait for the next one and type it; after five attempts you have to wait.</translation>
    </message>
    <message>
        <source>El código tiene seis dígitos.</source>
        <translation>The code has six digits.</translation>
    </message>
    <message>
        <source>Escriba los que muestra ahora su aplicación de autenticación.</source>
        <translation>Type those your authenticator shows now.</translation>
    </message>
    <message>
        <source>Su segundo factor está bloqueado por demasiados intentos.</source>
        <translation>Your second factor is blocked after too many attempts.</translation>
    </message>
    <message>
        <source>Dos personas de administración deben restablecerlo.</source>
        <translation>Two administrators have to reset it.</translation>
    </message>
    <message>
        <source>Su función exige un segundo factor y su cuenta no lo tiene.</source>
        <translation>Your duty needs a second factor and your account has none.</translation>
    </message>
    <message>
        <source>Pida a administración que lo registre.</source>
        <translation>Ask an administrator to enrol it.</translation>
    </message>
    <message>
        <source>Este acto exige un código reciente.</source>
        <translation>This act needs a fresh code.</translation>
    </message>
    <message>
        <source>Escriba el código que muestra ahora su aplicación de autenticación.</source>
        <translation>Type the code your authenticator shows now.</translation>
    </message>
    <message>
        <source>Su sesión en la base central terminó.</source>
        <translation>Your session on the central database has ended.</translation>
    </message>
    <message>
        <source>Entre de nuevo; su trabajo está guardado.</source>
        <translation>Sign in again; your work is kept.</translation>
    </message>
    <message>
        <source>La base central no está protegida como debe: {things} ({count} en total).</source>
        <translation>The central database is not protected as it must be: {things} ({count} in all).</translation>
    </message>
    <message>
        <source>No trabaje en ella. Avise a administración: «db check» dice qué cambió.</source>
        <translation>Do not work in it. Tell an administrator: “db check” says what changed.</translation>
    </message>
    <message>
        <source>No borre nada. Con la hoja de recuperación, administración ejecuta `db recover`.</source>
        <translation>Delete nothing. With the recovery sheet, administration runs `db recover`.</translation>
    </message>
    <message>
        <source>La base de este equipo no está sellada y el perfil no lo permite.</source>
        <translation>The database of this machine is not sealed, and the profile does not allow that.</translation>
    </message>
    <message>
        <source>Administración la sella con `db seal`.</source>
        <translation>Administration seals it with `db seal`.</translation>
    </message>
    <message>
        <source>Este equipo no tiene la clave de la base sellada.</source>
        <translation>This machine does not have the key of the sealed database.</translation>
    </message>
    <message>
        <source>El archivo de claves no se puede leer.</source>
        <translation>The file of keys cannot be read.</translation>
    </message>
    <message>
        <source>La clave de la base cambió mientras el programa estaba abierto.</source>
        <translation>The key of the database changed while the program was open.</translation>
    </message>
    <message>
        <source>Cierre el programa y ábralo de nuevo.</source>
        <translation>Close the program and open it again.</translation>
    </message>
    <message>
        <source>La frase de paso no es la correcta.</source>
        <translation>The passphrase is wrong.</translation>
    </message>
    <message>
        <source>Vuelva a entrar para escribirla; si se perdió, use la hoja.</source>
        <translation>Sign in again to type it; if it is lost, use the sheet.</translation>
    </message>
    <message>
        <source>La base está sellada y falta la frase de paso.</source>
        <translation>The database is sealed and the passphrase is missing.</translation>
    </message>
    <message>
        <source>Vuelva a entrar y escríbala cuando se la pida.</source>
        <translation>Sign in again and type it when you are asked.</translation>
    </message>
    <message>
        <source>El llavero del sistema está bloqueado.</source>
        <translation>The system&apos;s keyring is locked.</translation>
    </message>
    <message>
        <source>Desbloquéelo y vuelva a intentarlo.</source>
        <translation>Unlock it and try again.</translation>
    </message>
</context>
<context>
    <name>EventCard</name>
    <message>
        <source>Hecho</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>&amp;Comprobar la cadena</source>
        <translation>Chec&amp;k the chain</translation>
    </message>
    <message>
        <source>&amp;Volver</source>
        <translation>&amp;Back</translation>
    </message>
    <message>
        <source>Cuándo</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Quién</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Dónde</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Puesto</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>{chain}, hecho {n}</source>
        <translation>{chain}, event {n}</translation>
    </message>
    <message>
        <source>Cadena</source>
        <translation>Chain</translation>
    </message>
    <message>
        <source>Huella</source>
        <translation>Hash</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>Acuse de recibo</source>
        <translation>Acknowledgement</translation>
    </message>
    <message>
        <source>Acuse de la corrección</source>
        <translation>Receipt of the correction</translation>
    </message>
    <message>
        <source>Pedido de corrección</source>
        <translation>Correction request</translation>
    </message>
    <message>
        <source>Documentos no aceptados</source>
        <translation>Documents not accepted</translation>
    </message>
    <message>
        <source>Convocatoria a videollamada</source>
        <translation>Video call invitation</translation>
    </message>
    <message>
        <source>Cambio de hora de la videollamada</source>
        <translation>Video call moved</translation>
    </message>
    <message>
        <source>Recordatorio de la videollamada</source>
        <translation>Video call reminder</translation>
    </message>
    <message>
        <source>Videollamada cancelada</source>
        <translation>Video call cancelled</translation>
    </message>
    <message>
        <source>No se conectó a la videollamada</source>
        <translation>Did not connect to the video call</translation>
    </message>
    <message>
        <source>Videollamada por repetir</source>
        <translation>Video call to repeat</translation>
    </message>
    <message>
        <source>Cierre por inasistencia</source>
        <translation>Closed after no-shows</translation>
    </message>
    <message>
        <source>Cierre sin respuesta</source>
        <translation>Closed without a reply</translation>
    </message>
    <message>
        <source>Desistimiento</source>
        <translation>Withdrawal</translation>
    </message>
    <message>
        <source>Desistimiento y fin de la videollamada</source>
        <translation>Withdrawal and end of the video call</translation>
    </message>
    <message>
        <source>Trámite negado</source>
        <translation>Request refused</translation>
    </message>
    <message>
        <source>Cambio aplicado (contacto nuevo)</source>
        <translation>Change applied (new contact)</translation>
    </message>
    <message>
        <source>Cambio aplicado (contacto anterior)</source>
        <translation>Change applied (old contact)</translation>
    </message>
    <message>
        <source>Cambio en espera (contacto nuevo)</source>
        <translation>Change on hold (new contact)</translation>
    </message>
    <message>
        <source>Cambio en espera (contacto anterior)</source>
        <translation>Change on hold (old contact)</translation>
    </message>
    <message>
        <source>Cambio aplicado tras la espera</source>
        <translation>Change applied after the hold</translation>
    </message>
    <message>
        <source>Cambios permitidos otra vez</source>
        <translation>Changes allowed again</translation>
    </message>
    <message>
        <source>Cambios congelados por «no fui yo»</source>
        <translation>Changes frozen by “it was not me”</translation>
    </message>
    <message>
        <source>retenido</source>
        <translation>held back</translation>
    </message>
    <message>
        <source>por enviar</source>
        <translation>to be sent</translation>
    </message>
    <message>
        <source>enviándose</source>
        <translation>being sent</translation>
    </message>
    <message>
        <source>entregado al servidor</source>
        <translation>handed to the server</translation>
    </message>
    <message>
        <source>no se pudo enviar</source>
        <translation>could not be sent</translation>
    </message>
    <message>
        <source>cancelado</source>
        <translation>cancelled</translation>
    </message>
    <message>
        <source>cancelado; pudo haber salido</source>
        <translation>cancelled; may have left</translation>
    </message>
    <message>
        <source>Llegó el trámite</source>
        <translation>The case arrived</translation>
    </message>
    <message>
        <source>La persona volvió a enviar requisitos</source>
        <translation>The person sent requirements again</translation>
    </message>
    <message>
        <source>Inspección automática de los archivos</source>
        <translation>Automatic inspection of the files</translation>
    </message>
    <message>
        <source>Tomó el caso</source>
        <translation>Took the case</translation>
    </message>
    <message>
        <source>Soltó el caso</source>
        <translation>Handed the case back</translation>
    </message>
    <message>
        <source>Liberó el caso que tenía otra persona</source>
        <translation>Released the case somebody else held</translation>
    </message>
    <message>
        <source>El caso volvió a la cola por inactividad</source>
        <translation>The case went back to the queue for inactivity</translation>
    </message>
    <message>
        <source>Abrió el caso</source>
        <translation>Opened the case</translation>
    </message>
    <message>
        <source>Leyó una parte del caso sin tenerlo</source>
        <translation>Read part of the case without holding it</translation>
    </message>
    <message>
        <source>Se aplicó el cambio tras la espera</source>
        <translation>The change was applied after the hold</translation>
    </message>
    <message>
        <source>La espera se alargó: el aviso salió tarde</source>
        <translation>The hold was prolonged: the notice left late</translation>
    </message>
    <message>
        <source>La persona detuvo el cambio</source>
        <translation>The person stopped the change</translation>
    </message>
    <message>
        <source>Retomó la validación de quien ya no está</source>
        <translation>Took over the validation of somebody who left</translation>
    </message>
    <message>
        <source>Reasignó la validación a otra persona</source>
        <translation>Reassigned the validation to somebody else</translation>
    </message>
    <message>
        <source>Miró si la espera había terminado</source>
        <translation>Looked whether the hold had ended</translation>
    </message>
    <message>
        <source>Sacó el expediente de evidencia</source>
        <translation>Took out the evidence pack</translation>
    </message>
    <message>
        <source>Auditoría miró una señal de alerta</source>
        <translation>Audit looked at a warning sign</translation>
    </message>
    <message>
        <source>La persona desistió del trámite</source>
        <translation>The person withdrew the request</translation>
    </message>
    <message>
        <source>Se cerró: no llegó la corrección a tiempo</source>
        <translation>Closed: the correction did not come in time</translation>
    </message>
    <message>
        <source>La persona avisó «no fui yo»</source>
        <translation>The person answered “it was not me”</translation>
    </message>
    <message>
        <source>Se repitió un aviso «no fui yo» ya usado</source>
        <translation>A used “it was not me” notice was repeated</translation>
    </message>
    <message>
        <source>Abrió la ficha de la persona</source>
        <translation>Opened the person’s record</translation>
    </message>
    <message>
        <source>Vio números o datos de contacto de la persona</source>
        <translation>Saw numbers or contact data of the person</translation>
    </message>
    <message>
        <source>Alguien dio un código «no fui yo» que nadie tiene</source>
        <translation>Somebody gave a “not me” code that nobody has</translation>
    </message>
    <message>
        <source>Levantó el congelamiento</source>
        <translation>Lifted the freeze</translation>
    </message>
    <message>
        <source>Reemplazó los datos de contacto</source>
        <translation>Replaced the contact data</translation>
    </message>
    <message>
        <source>Vio un archivo</source>
        <translation>Viewed a file</translation>
    </message>
    <message>
        <source>El programa preparó un archivo (nadie lo vio)</source>
        <translation>The program prepared a file (nobody saw it)</translation>
    </message>
    <message>
        <source>Vio el código dactilar</source>
        <translation>Saw the código dactilar</translation>
    </message>
    <message>
        <source>Guardó un cuadro del video como evidencia</source>
        <translation>Kept a frame of the video as evidence</translation>
    </message>
    <message>
        <source>Dejó fuera un cuadro del video que había guardado</source>
        <translation>Left out a frame of the video kept before</translation>
    </message>
    <message>
        <source>Resolvió la revisión</source>
        <translation>Finished the review</translation>
    </message>
    <message>
        <source>Deshizo la revisión</source>
        <translation>Undid the review</translation>
    </message>
    <message>
        <source>Convocó la videollamada</source>
        <translation>Scheduled the video call</translation>
    </message>
    <message>
        <source>Cambió la hora de la videollamada</source>
        <translation>Moved the video call</translation>
    </message>
    <message>
        <source>Inició la videollamada</source>
        <translation>Started the video call</translation>
    </message>
    <message>
        <source>Registró una comprobación</source>
        <translation>Recorded a check</translation>
    </message>
    <message>
        <source>Vio una respuesta esperada</source>
        <translation>Saw an expected answer</translation>
    </message>
    <message>
        <source>Guardó una imagen como evidencia</source>
        <translation>Kept a picture as evidence</translation>
    </message>
    <message>
        <source>La videollamada se canceló con el trámite</source>
        <translation>The video call was cancelled with the request</translation>
    </message>
    <message>
        <source>Registró el resultado de la videollamada</source>
        <translation>Recorded the video call’s outcome</translation>
    </message>
    <message>
        <source>Aprobó el cambio</source>
        <translation>Approved the change</translation>
    </message>
    <message>
        <source>Negó el trámite</source>
        <translation>Refused the request</translation>
    </message>
    <message>
        <source>Se emitió el acta</source>
        <translation>Record of validation issued</translation>
    </message>
    <message>
        <source>Abrió un documento</source>
        <translation>Opened a document</translation>
    </message>
    <message>
        <source>Exportó un documento</source>
        <translation>Exported a document</translation>
    </message>
    <message>
        <source>Imprimió un documento</source>
        <translation>Printed a document</translation>
    </message>
    <message>
        <source>Correo entregado al servidor</source>
        <translation>E-mail handed to the server</translation>
    </message>
    <message>
        <source>No se pudo enviar un correo</source>
        <translation>An e-mail could not be sent</translation>
    </message>
    <message>
        <source>Se descartó un recordatorio que ya no vale</source>
        <translation>A reminder no longer valid was dropped</translation>
    </message>
    <message>
        <source>Volvió a enviar un correo</source>
        <translation>Sent an e-mail again</translation>
    </message>
    <message>
        <source>Copió la convocatoria</source>
        <translation>Copied the invitation</translation>
    </message>
    <message>
        <source>Entró al programa</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>Salió del programa</source>
        <translation>Signed out</translation>
    </message>
    <message>
        <source>Contraseña equivocada</source>
        <translation>Wrong password</translation>
    </message>
    <message>
        <source>Confirmó con su contraseña</source>
        <translation>Confirmed with their password</translation>
    </message>
    <message>
        <source>Cambió su contraseña</source>
        <translation>Changed their password</translation>
    </message>
    <message>
        <source>Dio una contraseña a otra persona</source>
        <translation>Gave somebody else a password</translation>
    </message>
    <message>
        <source>Dio un segundo factor a otra persona</source>
        <translation>Gave somebody else a second factor</translation>
    </message>
    <message>
        <source>Entró con su segundo factor</source>
        <translation>Came in with their second factor</translation>
    </message>
    <message>
        <source>Código del segundo factor equivocado</source>
        <translation>Wrong second-factor code</translation>
    </message>
    <message>
        <source>Activó su cuenta con una contraseña propia</source>
        <translation>Activated their account with a password of their own</translation>
    </message>
    <message>
        <source>Código de activación equivocado</source>
        <translation>Wrong activation code</translation>
    </message>
    <message>
        <source>Creó una cuenta</source>
        <translation>Created an account</translation>
    </message>
    <message>
        <source>Cambió una cuenta</source>
        <translation>Changed an account</translation>
    </message>
    <message>
        <source>Activó la cuenta de otra persona</source>
        <translation>Enabled somebody else&apos;s account</translation>
    </message>
    <message>
        <source>Desactivó una cuenta</source>
        <translation>Disabled an account</translation>
    </message>
    <message>
        <source>Alguien probó una cuenta que no existe</source>
        <translation>Somebody tried an account that does not exist</translation>
    </message>
    <message>
        <source>El programa le negó algo</source>
        <translation>The program refused them something</translation>
    </message>
    <message>
        <source>La base de datos le dejó ver un caso</source>
        <translation>The database let them see a case</translation>
    </message>
    <message>
        <source>La base de datos le dejó ver los archivos de un caso</source>
        <translation>The database let them see the files of a case</translation>
    </message>
    <message>
        <source>La base de datos le dejó ver los datos de una persona</source>
        <translation>The database let them see a person&apos;s data</translation>
    </message>
    <message>
        <source>Buscó en el registro</source>
        <translation>Searched the register</translation>
    </message>
    <message>
        <source>Listó la cola por la línea de órdenes</source>
        <translation>Listed the queue from the command line</translation>
    </message>
    <message>
        <source>Buscó en la cola</source>
        <translation>Searched the queue</translation>
    </message>
    <message>
        <source>Vio las videollamadas de un día</source>
        <translation>Saw the video calls of a day</translation>
    </message>
    <message>
        <source>Buscó en la auditoría</source>
        <translation>Searched the audit</translation>
    </message>
    <message>
        <source>Vio las decisiones con señales de alerta</source>
        <translation>Saw the decisions with warning signs</translation>
    </message>
    <message>
        <source>Abrió un hecho de la auditoría</source>
        <translation>Opened an event of the audit</translation>
    </message>
    <message>
        <source>Cambió un ajuste</source>
        <translation>Changed a setting</translation>
    </message>
    <message>
        <source>Creó una agencia</source>
        <translation>Created an agency</translation>
    </message>
    <message>
        <source>Cambió una agencia</source>
        <translation>Changed an agency</translation>
    </message>
    <message>
        <source>Guardó la contraseña del correo</source>
        <translation>Stored the mail password</translation>
    </message>
    <message>
        <source>Quitó la contraseña del correo</source>
        <translation>Removed the mail password</translation>
    </message>
    <message>
        <source>Se rechazó un envío de la ventanilla virtual</source>
        <translation>A package of the virtual window was rejected</translation>
    </message>
    <message>
        <source>Se selló la auditoría</source>
        <translation>The audit was sealed</translation>
    </message>
    <message>
        <source>El reloj del equipo saltó hacia adelante</source>
        <translation>The clock of the machine leapt forward</translation>
    </message>
    <message>
        <source>El reloj del equipo volvió atrás</source>
        <translation>The clock of the machine went back</translation>
    </message>
    <message>
        <source>Alguien aceptó la fecha del equipo</source>
        <translation>Somebody accepted the date of the machine</translation>
    </message>
    <message>
        <source>Se sacó una copia de la base</source>
        <translation>A copy of the database was made</translation>
    </message>
    <message>
        <source>Se devolvió una copia de la base</source>
        <translation>A copy of the database was restored</translation>
    </message>
    <message>
        <source>Se selló el archivo de la base</source>
        <translation>The database file was sealed</translation>
    </message>
    <message>
        <source>Se cambió la clave de la base</source>
        <translation>The key of the database was changed</translation>
    </message>
    <message>
        <source>Se recuperó la clave de la base</source>
        <translation>The key of the database was recovered</translation>
    </message>
    <message>
        <source>Se imprimió la hoja de recuperación</source>
        <translation>The recovery sheet was printed</translation>
    </message>
    <message>
        <source>La base de datos anotó el paso del caso</source>
        <translation>The database noted a step of the case</translation>
    </message>
    <message>
        <source>La base de datos anotó quién tiene el caso</source>
        <translation>The database noted who holds the case</translation>
    </message>
    <message>
        <source>La base de datos anotó los cuadros guardados</source>
        <translation>The database noted the kept frames</translation>
    </message>
    <message>
        <source>La base de datos anotó una cuenta nueva</source>
        <translation>The database noted a new account</translation>
    </message>
    <message>
        <source>La base de datos anotó un cambio de cuenta</source>
        <translation>The database noted a change of an account</translation>
    </message>
    <message>
        <source>La base de datos anotó quién dio poder a la cuenta</source>
        <translation>The database noted who gave power to the account</translation>
    </message>
    <message>
        <source>La base de datos anotó una revisión</source>
        <translation>The database noted a review</translation>
    </message>
    <message>
        <source>La base de datos anotó que se deshizo una revisión</source>
        <translation>The database noted that a review was undone</translation>
    </message>
    <message>
        <source>La base de datos anotó una videollamada</source>
        <translation>The database noted a video call</translation>
    </message>
    <message>
        <source>La base de datos anotó un cambio de videollamada</source>
        <translation>The database noted a change of a video call</translation>
    </message>
    <message>
        <source>La base de datos anotó una decisión</source>
        <translation>The database noted a decision</translation>
    </message>
    <message>
        <source>La base de datos anotó que se aplicó una decisión</source>
        <translation>The database noted that a decision was applied</translation>
    </message>
    <message>
        <source>La base de datos anotó una señal de riesgo</source>
        <translation>The database noted a risk mark</translation>
    </message>
    <message>
        <source>La base de datos anotó que se quitó una señal de riesgo</source>
        <translation>The database noted that a risk mark was removed</translation>
    </message>
    <message>
        <source>La base de datos anotó un correo por enviar</source>
        <translation>The database noted an e-mail to be sent</translation>
    </message>
    <message>
        <source>La base de datos anotó un correo cancelado</source>
        <translation>The database noted a cancelled e-mail</translation>
    </message>
    <message>
        <source>La base de datos anotó un contacto nuevo</source>
        <translation>The database noted new contact data</translation>
    </message>
    <message>
        <source>La base de datos anotó el fin de un contacto</source>
        <translation>The database noted the end of contact data</translation>
    </message>
    <message>
        <source>La base de datos anotó un cambio de la persona</source>
        <translation>The database noted a change of the person</translation>
    </message>
    <message>
        <source>La base de datos anotó un documento emitido</source>
        <translation>The database noted an issued document</translation>
    </message>
    <message>
        <source>La base de datos anotó un ajuste nuevo</source>
        <translation>The database noted a new setting</translation>
    </message>
    <message>
        <source>La base de datos anotó un ajuste cambiado</source>
        <translation>The database noted a changed setting</translation>
    </message>
    <message>
        <source>La base de datos anotó una agencia nueva</source>
        <translation>The database noted a new agency</translation>
    </message>
    <message>
        <source>La base de datos anotó un cambio de agencia</source>
        <translation>The database noted a change of an agency</translation>
    </message>
</context>
<context>
    <name>EvidenceArea</name>
    <message>
        <source>Evidencia</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Al lado</source>
        <translation>Beside</translation>
    </message>
    <message>
        <source>No llegó ningún archivo</source>
        <translation>No file arrived</translation>
    </message>
    <message>
        <source>Pida este requisito otra vez con su motivo.</source>
        <translation>Ask for this requirement again with its reason.</translation>
    </message>
    <message>
        <source>{title} · cargando…</source>
        <translation>{title} · loading…</translation>
    </message>
    <message>
        <source>{title} · página {page} de {total}</source>
        <translation>{title} · page {page} of {total}</translation>
    </message>
    <message>
        <source>Este archivo no se puede mostrar</source>
        <translation>This file cannot be shown</translation>
    </message>
    <message>
        <source>Llegó, pero no se deja abrir. Pídalo otra vez con su motivo.</source>
        <translation>It arrived but cannot be opened. Ask for it again with its reason.</translation>
    </message>
    <message>
        <source>El archivo no se pudo cargar</source>
        <translation>The file could not be loaded</translation>
    </message>
    <message>
        <source>Sigue guardado. Vuelva a intentarlo en un momento.</source>
        <translation>It is still stored. Try again in a moment.</translation>
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
        <source>Buscando…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>Sin rostro</source>
        <translation>No face</translation>
    </message>
    <message>
        <source>Sin rostro. Marque: Enter</source>
        <translation>No face. Mark it: Enter</translation>
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
        <source>En mano</source>
        <translation>In hand</translation>
    </message>
    <message>
        <source>Foto</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Compare y responda; la respuesta es suya.</source>
        <translation>Compare and answer; the answer is yours.</translation>
    </message>
    <message>
        <source>¿La misma persona en las cuatro?</source>
        <translation>The same person in all four?</translation>
    </message>
    <message>
        <source>¿La misma persona en las dos?</source>
        <translation>The same person in both?</translation>
    </message>
    <message>
        <source>¿La misma persona en las tres?</source>
        <translation>The same person in all three?</translation>
    </message>
    <message>
        <source>Sin rostro: {missing}. Márquelo en la imagen o responda; constará cuáles comparó.</source>
        <translation>No face: {missing}. Mark it on the picture or answer; which ones you compared is on record.</translation>
    </message>
    <message>
        <source>Cuatro rostros</source>
        <translation>Four faces</translation>
    </message>
    <message>
        <source>Alternar entre los dos rostros</source>
        <translation>Switch between the two faces</translation>
    </message>
    <message>
        <source>la misma</source>
        <translation>the same</translation>
    </message>
    <message>
        <source>con duda</source>
        <translation>in doubt</translation>
    </message>
    <message>
        <source>distinta</source>
        <translation>different</translation>
    </message>
    <message>
        <source>{answer}: {n} de 4</source>
        <translation>{answer}: {n} of 4</translation>
    </message>
    <message>
        <source>Video {time}</source>
        <translation>Video {time}</translation>
    </message>
    <message>
        <source>Sí</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Dudo</source>
        <translation>Unsure</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>FactorCard</name>
    <message>
        <source>Copia&amp;r el enlace</source>
        <translation>Copy the lin&amp;k</translation>
    </message>
    <message>
        <source>Ya lo &amp;escaneó</source>
        <translation>It is &amp;scanned</translation>
    </message>
    <message>
        <source>La persona la escanea con la aplicación de autenticación de su teléfono. No se muestra otra vez y quien la copie podría entrar en su lugar.</source>
        <translation>The person scans it with the authenticator app of their telephone. It is not shown again, and whoever copies it could come in in their place.</translation>
    </message>
    <message>
        <source>Segundo factor de {name}</source>
        <translation>Second factor of {name}</translation>
    </message>
    <message>
        <source>Código QR del segundo factor</source>
        <translation>QR code of the second factor</translation>
    </message>
</context>
<context>
    <name>FactorForm</name>
    <message>
        <source>Dar segundo factor</source>
        <translation>Give second factor</translation>
    </message>
    <message>
        <source>Su autenticador de antes deja de servir y la cuenta queda por activar: la activa otra persona de administración. Hágalo con la persona a su lado: la imagen se muestra una sola vez.</source>
        <translation>Their authenticator of before is good no longer, and the account waits to be enabled by another administrator. Do it with the person beside you: the picture is shown only once.</translation>
    </message>
    <message>
        <source>Segundo factor de {name}</source>
        <translation>Second factor of {name}</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Hechos del caso</source>
        <translation>Facts of the case</translation>
    </message>
    <message>
        <source>Cambio solicitado</source>
        <translation>Requested change</translation>
    </message>
    <message>
        <source>Cambio</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Lista</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Datos</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Historia</source>
        <translation>History</translation>
    </message>
    <message numerus="yes">
        <source>Cambio, %n aviso(s)</source>
        <translation>
            <numerusform>Change, %n warning</numerusform>
            <numerusform>Change, %n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n aviso(s) de riesgo</source>
        <translation>
            <numerusform>%n risk warning</numerusform>
            <numerusform>%n risk warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n campo(s) más</source>
        <translation>
            <numerusform>%n more field</numerusform>
            <numerusform>%n more fields</numerusform>
        </translation>
    </message>
    <message>
        <source>nota</source>
        <translation>note</translation>
    </message>
    <message>
        <source>revise</source>
        <translation>check</translation>
    </message>
    <message>
        <source>no cumple</source>
        <translation>fails</translation>
    </message>
    <message>
        <source>ilegible</source>
        <translation>unreadable</translation>
    </message>
    <message>
        <source>Se intentará otra vez en unos minutos.</source>
        <translation>It will be tried again in a few minutes.</translation>
    </message>
    <message>
        <source>El programa ya no lo intentará otra vez.</source>
        <translation>The program will not try again.</translation>
    </message>
    <message>
        <source>Se intentará otra vez en cuanto nadie tenga el caso.</source>
        <translation>It will be tried again as soon as nobody holds the case.</translation>
    </message>
    <message>
        <source>Se intentará otra vez desde {when}, mientras el caso espere revisión y nadie lo tenga.</source>
        <translation>It will be tried again from {when}, while the case waits for review and nobody holds it.</translation>
    </message>
</context>
<context>
    <name>FieldPicker</name>
    <message>
        <source>¿Qué datos? Encabezado</source>
        <translation>Which items? Header</translation>
    </message>
    <message>
        <source>1 · Datos de la persona</source>
        <translation>1 · Personal data</translation>
    </message>
    <message>
        <source>2 · Datos de contacto</source>
        <translation>2 · Contact data</translation>
    </message>
    <message>
        <source>3 · Firma</source>
        <translation>3 · Signature</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Código dactilar</source>
        <translation>Código dactilar</translation>
    </message>
    <message>
        <source>falta y es obligatorio.</source>
        <translation>is missing and mandatory.</translation>
    </message>
    <message>
        <source>es demasiado largo.</source>
        <translation>is too long.</translation>
    </message>
    <message>
        <source>tiene signos que no corresponden.</source>
        <translation>has characters that do not belong.</translation>
    </message>
    <message>
        <source>no tiene forma de correo.</source>
        <translation>does not look like an e-mail address.</translation>
    </message>
    <message>
        <source>no es un celular ecuatoriano.</source>
        <translation>is not an Ecuadorian mobile number.</translation>
    </message>
    <message>
        <source>no es un teléfono fijo ecuatoriano.</source>
        <translation>is not an Ecuadorian landline number.</translation>
    </message>
    <message>
        <source>no es un teléfono posible.</source>
        <translation>is not a possible telephone number.</translation>
    </message>
    <message>
        <source>es un número de Ecuador.</source>
        <translation>is a number in Ecuador.</translation>
    </message>
    <message>
        <source>no es un país conocido.</source>
        <translation>is not a known country.</translation>
    </message>
    <message>
        <source>es Ecuador; el trámite es para residentes fuera.</source>
        <translation>is Ecuador; the procedure is for residents abroad.</translation>
    </message>
    <message>
        <source>no tiene forma de código postal.</source>
        <translation>does not look like a postal code.</translation>
    </message>
    <message>
        <source>dice S/N sin explicar por qué.</source>
        <translation>says S/N without explaining why.</translation>
    </message>
    <message>
        <source>no tiene, con motivo registrado.</source>
        <translation>none, with a recorded reason.</translation>
    </message>
    <message>
        <source>es posible, pero ese número no está asignado.</source>
        <translation>is possible, but that number is not assigned.</translation>
    </message>
    <message>
        <source>tiene el prefijo de otro país.</source>
        <translation>has another country’s prefix.</translation>
    </message>
    <message>
        <source>no tiene la forma letra, 4 cifras, letra, 4 cifras.</source>
        <translation>is not of the form letter, 4 digits, letter, 4 digits.</translation>
    </message>
    <message>
        <source>tiene letras o cifras poco usuales; compárelo.</source>
        <translation>has unusual letters or digits; compare it.</translation>
    </message>
</context>
<context>
    <name>GeneralErrorWords</name>
    <message>
        <source>Este caso lo tiene {holder}, de {agency}.</source>
        <translation>This case is held by {holder}, of {agency}.</translation>
    </message>
    <message>
        <source>Tome otro, o pida a esa persona que lo suelte.</source>
        <translation>Take another, or ask that person to hand it back.</translation>
    </message>
    <message>
        <source>Usted ya tiene el caso {number}.</source>
        <translation>You already hold case {number}.</translation>
    </message>
    <message>
        <source>Resuélvalo o suéltelo antes de tomar otro.</source>
        <translation>Finish it or hand it back before taking another.</translation>
    </message>
    <message>
        <source>Su tiempo con el caso terminó.</source>
        <translation>Your hold on the case has run out.</translation>
    </message>
    <message>
        <source>Vuelva a tomarlo; lo que escribió está guardado.</source>
        <translation>Take it again; what you wrote is saved.</translation>
    </message>
    <message>
        <source>El caso cambió mientras usted lo miraba.</source>
        <translation>The case changed while you were looking at it.</translation>
    </message>
    <message>
        <source>Ábralo de nuevo para ver lo nuevo; su trabajo está guardado.</source>
        <translation>Open it again to see what is new; your work is saved.</translation>
    </message>
    <message>
        <source>El caso {number} no espera nada de su función ahora.</source>
        <translation>Case {number} needs nothing from your role now.</translation>
    </message>
    <message>
        <source>Puede verlo desde la cola con un motivo.</source>
        <translation>You can view it from the queue, giving a reason.</translation>
    </message>
    <message>
        <source>Ya no se puede deshacer el caso {number}.</source>
        <translation>Case {number} can no longer be undone.</translation>
    </message>
    <message>
        <source>El tiempo terminó o el caso siguió su camino. Avise a dirección si fue un error.</source>
        <translation>The time is over or the case has moved on. Tell the director if it was a mistake.</translation>
    </message>
    <message>
        <source>Falta algo para resolver.</source>
        <translation>Something is still missing.</translation>
    </message>
    <message>
        <source>Vea a la izquierda qué falta y complételo.</source>
        <translation>See on the left what is missing and complete it.</translation>
    </message>
    <message>
        <source>Nadie tiene el caso {number}.</source>
        <translation>Nobody holds case {number}.</translation>
    </message>
    <message>
        <source>Actualice la cola con F5.</source>
        <translation>Refresh the queue with F5.</translation>
    </message>
    <message>
        <source>Este trámite es de usted mismo.</source>
        <translation>This case is your own.</translation>
    </message>
    <message>
        <source>Debe atenderlo otra persona.</source>
        <translation>Somebody else must deal with it.</translation>
    </message>
    <message>
        <source>Usted revisó los documentos de este caso.</source>
        <translation>You reviewed this case’s documents.</translation>
    </message>
    <message>
        <source>La identidad la valida otra persona.</source>
        <translation>Somebody else validates the identity.</translation>
    </message>
    <message>
        <source>Usted ya revisó este caso.</source>
        <translation>You have already reviewed this case.</translation>
    </message>
    <message>
        <source>La segunda opinión la da otra persona.</source>
        <translation>Somebody else gives the second opinion.</translation>
    </message>
    <message>
        <source>Usted validó la identidad en este caso.</source>
        <translation>You validated the identity in this case.</translation>
    </message>
    <message>
        <source>Los documentos los revisa otra persona.</source>
        <translation>Somebody else reviews the documents.</translation>
    </message>
    <message>
        <source>Usted no tiene este caso.</source>
        <translation>You do not hold this case.</translation>
    </message>
    <message>
        <source>Tómelo primero desde la cola.</source>
        <translation>Take it from the queue first.</translation>
    </message>
    <message>
        <source>El caso es de otra provincia.</source>
        <translation>The case belongs to another province.</translation>
    </message>
    <message>
        <source>Usuario o contraseña no coinciden.</source>
        <translation>User or password do not match.</translation>
    </message>
    <message>
        <source>Pida el archivo otra vez con el motivo «archivo dañado o incompleto».</source>
        <translation>Ask for the file again with the reason “damaged or incomplete file”.</translation>
    </message>
    <message>
        <source>Abrir el archivo cuesta demasiado trabajo a este equipo.</source>
        <translation>Opening the file is too much work for this computer.</translation>
    </message>
    <message>
        <source>Pulse Reintentar antes de pedir otro.</source>
        <translation>Press Try again before asking for another.</translation>
    </message>
    <message>
        <source>El equipo está ocupado y el archivo no se abrió a tiempo.</source>
        <translation>The computer is busy and the file did not open in time.</translation>
    </message>
    <message>
        <source>No es falla del archivo: espere un momento y pulse Reintentar.</source>
        <translation>The file is not at fault: wait a moment and press Try again.</translation>
    </message>
    <message>
        <source>No se guarda en ningún archivo. Pida que instalen el llavero del sistema.</source>
        <translation>It is not kept in any file. Ask for the system keyring to be installed.</translation>
    </message>
    <message>
        <source>Revise mayúsculas y vuelva a escribirlos.</source>
        <translation>Check capitals and type them again.</translation>
    </message>
    <message>
        <source>El trámite {number} no está en sus manos y usted no lo abrió.</source>
        <translation>Case {number} is not in your hands and you did not open it.</translation>
    </message>
    <message>
        <source>Ábralo desde la cola o el registro y escriba el motivo.</source>
        <translation>Open it from the queue or the register and write the reason.</translation>
    </message>
    <message>
        <source>El borrador no se guardó: es demasiado largo.</source>
        <translation>The draft was not saved: it is too long.</translation>
    </message>
    <message>
        <source>Acorte la nota interna; lo escrito sigue en la pantalla.</source>
        <translation>Shorten the internal note; what you wrote is still on the screen.</translation>
    </message>
    <message>
        <source>El cuadro guardado debe ser una imagen JPEG.</source>
        <translation>A kept frame must be a JPEG picture.</translation>
    </message>
    <message>
        <source>Guárdelo otra vez con G.</source>
        <translation>Keep it again with G.</translation>
    </message>
    <message>
        <source>El cuadro pesa más de 5 MB.</source>
        <translation>The frame is larger than 5 MB.</translation>
    </message>
    <message>
        <source>Lo que muestra sigue en el video: anote el instante en la nota interna.</source>
        <translation>What it shows is still in the video: write the moment in the internal note.</translation>
    </message>
    <message>
        <source>Ese cuadro no es de un video de este caso.</source>
        <translation>That frame is not of a video of this case.</translation>
    </message>
    <message>
        <source>Abra el video otra vez y guárdelo con G.</source>
        <translation>Open the video again and keep it with G.</translation>
    </message>
    <message>
        <source>Ya hay {limit} cuadros guardados en esta revisión.</source>
        <translation>This review already keeps {limit} frames.</translation>
    </message>
    <message>
        <source>Deje fuera alguno con Supr para guardar otro.</source>
        <translation>Leave one out with Del to keep another.</translation>
    </message>
    <message>
        <source>En esta revisión ya se guardaron {limit} cuadros, con los que dejó fuera.</source>
        <translation>{limit} frames were kept in this review already, with those you left out.</translation>
    </message>
    <message>
        <source>Ese cuadro ya no está entre los guardados.</source>
        <translation>That frame is no longer among those kept.</translation>
    </message>
    <message>
        <source>Abra el caso otra vez para ver los que hay.</source>
        <translation>Open the case again to see which there are.</translation>
    </message>
    <message>
        <source>La revisión da por visto algo que este trámite no tiene.</source>
        <translation>The review counts as seen something this request does not have.</translation>
    </message>
    <message>
        <source>Ábralo otra vez, mire cada documento y responda de nuevo.</source>
        <translation>Open it again, look at each document and answer anew.</translation>
    </message>
    <message>
        <source>No consta que usted haya visto el archivo del requisito {place}, que da por conforme.</source>
        <translation>Nothing says that you have seen the file of requirement {place}, which you call conforming.</translation>
    </message>
    <message>
        <source>Abra ese requisito, mírelo y resuelva otra vez; su trabajo está guardado.</source>
        <translation>Open that requirement, look at it and settle again; your work is saved.</translation>
    </message>
    <message>
        <source>Los archivos del trámite {number} ya no son los que llegaron.</source>
        <translation>The files of case {number} are no longer those that arrived.</translation>
    </message>
    <message>
        <source>No siga: pida a dirección y a auditoría que revisen el trámite.</source>
        <translation>Do not go on: ask management and audit to look into the case.</translation>
    </message>
    <message>
        <source>El número de la solicitud {number} no es de la persona del trámite.</source>
        <translation>The number in request {number} is not of the person of this case.</translation>
    </message>
    <message>
        <source>El registro de la persona del trámite {number} ya no es el de cuando llegó.</source>
        <translation>The register entry of the person of case {number} is no longer what it was when the case arrived.</translation>
    </message>
    <message>
        <source>Los datos de su cuenta ya no son los que registró administración.</source>
        <translation>The data of your account are no longer those on record.</translation>
    </message>
    <message>
        <source>No siga: pida a administración y a auditoría que revisen su cuenta.</source>
        <translation>Stop: ask administration and audit to check your account.</translation>
    </message>
    <message>
        <source>Los datos de la solicitud {number} ya no son los que llegaron.</source>
        <translation>The data of application {number} are no longer those that arrived.</translation>
    </message>
    <message>
        <source>En el trámite {number} se mostró un archivo que no es el que llegó.</source>
        <translation>In case {number} a file was shown that is not the one that arrived.</translation>
    </message>
    <message>
        <source>Otra persona debe revisarlo; con una decisión pendiente, solo se puede negar. Avise a auditoría.</source>
        <translation>Somebody else has to review it; with a decision pending it can only be refused. Tell audit.</translation>
    </message>
    <message>
        <source>No consta que usted haya visto en esta revisión dos de los rostros.</source>
        <translation>Nothing says that you saw two of the faces in this review.</translation>
    </message>
    <message>
        <source>Compare los rostros (F2) y responda otra vez; su trabajo está guardado.</source>
        <translation>Compare the faces (F2) and answer again; your work is stored.</translation>
    </message>
    <message>
        <source>Su borrador es de una versión anterior del trámite {number}.</source>
        <translation>Your draft is of an earlier version of case {number}.</translation>
    </message>
    <message>
        <source>Sigue guardado: compare qué cambió y adóptelo, o empiece otra vez.</source>
        <translation>It stays stored: compare what changed and adopt it, or begin anew.</translation>
    </message>
    <message>
        <source>Al correo declarado no se puede escribir: falta o está mal formado.</source>
        <translation>The declared e-mail cannot be written to: it is missing or malformed.</translation>
    </message>
    <message>
        <source>En los documentos, pida la solicitud otra vez con el motivo {reason} y señale el correo. En la decisión, solo se puede negar el cambio.</source>
        <translation>At the documents, ask for the form again with reason {reason} and name the e-mail. At the decision, the change can only be refused.</translation>
    </message>
    <message>
        <source>El celular de Ecuador declarado no sirve: falta o no es un celular.</source>
        <translation>The declared mobile number in Ecuador is of no use: it is missing or no mobile number.</translation>
    </message>
    <message>
        <source>En los documentos, pida la solicitud otra vez con el motivo {reason} y señale el celular. En la decisión, solo se puede negar el cambio.</source>
        <translation>At the documents, ask for the form again with reason {reason} and name the mobile number. At the decision, the change can only be refused.</translation>
    </message>
    <message>
        <source>Su cuenta no está en esta base de datos.</source>
        <translation>Your account is not in this database.</translation>
    </message>
    <message>
        <source>Cierre la ventana, ábrala y entre otra vez.</source>
        <translation>Close the window, open it and sign in again.</translation>
    </message>
    <message>
        <source>Su cuenta fue desactivada.</source>
        <translation>Your account has been disabled.</translation>
    </message>
    <message>
        <source>Cierre la sesión y consulte con administración.</source>
        <translation>Sign out and talk to an administrator.</translation>
    </message>
    <message>
        <source>Su función o su agencia cambiaron.</source>
        <translation>Your duty or your agency changed.</translation>
    </message>
    <message>
        <source>Cierre la sesión y entre otra vez.</source>
        <translation>Sign out and sign in again.</translation>
    </message>
    <message>
        <source>Usted revisó, validó o decidió el cambio que la persona reportó.</source>
        <translation>You reviewed, validated or decided the change that the person reported.</translation>
    </message>
    <message>
        <source>La detención la levanta otra persona de dirección provincial.</source>
        <translation>Somebody else of the provincial management lifts the freeze.</translation>
    </message>
    <message>
        <source>Lo atiende el personal de esa provincia; pídalo a su dirección.</source>
        <translation>The staff of that province attend to it; ask their director.</translation>
    </message>
    <message>
        <source>Demasiados intentos: su cuenta quedó bloqueada.</source>
        <translation>Too many attempts: your account is locked.</translation>
    </message>
    <message>
        <source>Espere unos minutos o pida ayuda a administración.</source>
        <translation>Wait a few minutes or ask an administrator for help.</translation>
    </message>
    <message>
        <source>Se abrieron demasiados casos y personas en una hora.</source>
        <translation>Too many cases and people were opened within an hour.</translation>
    </message>
    <message>
        <source>Espere, o explique a dirección por qué los necesita.</source>
        <translation>Wait, or tell the director why you need them.</translation>
    </message>
    <message>
        <source>El archivo no se puede leer.</source>
        <translation>The file cannot be read.</translation>
    </message>
    <message>
        <source>El archivo hizo fallar al lector; su equipo está a salvo.</source>
        <translation>The file crashed the reader; your computer is safe.</translation>
    </message>
    <message>
        <source>El archivo pasa los límites permitidos.</source>
        <translation>The file exceeds the allowed limits.</translation>
    </message>
    <message>
        <source>El video no tiene sonido.</source>
        <translation>The video has no sound.</translation>
    </message>
    <message>
        <source>Pídalo otra vez con el motivo «video sin sonido».</source>
        <translation>Ask for it again with the reason “video without sound”.</translation>
    </message>
    <message>
        <source>La imagen no se guardó: está dañada o no se puede abrir entera.</source>
        <translation>The picture was not kept: it is damaged or cannot be opened whole.</translation>
    </message>
    <message>
        <source>Captúrela otra vez; lo demás que hizo sigue guardado.</source>
        <translation>Capture it again; everything else you did is still saved.</translation>
    </message>
    <message>
        <source>La imagen no se guardó: es demasiado grande para abrirla con seguridad.</source>
        <translation>The picture was not kept: it is too large to be opened safely.</translation>
    </message>
    <message>
        <source>Capture solo lo que muestra a la persona y guárdelo otra vez.</source>
        <translation>Capture only what shows the person and keep it again.</translation>
    </message>
    <message>
        <source>La imagen no se guardó: el equipo está ocupado y no alcanzó a revisarla.</source>
        <translation>The picture was not kept: this computer is busy and had no time to check it.</translation>
    </message>
    <message>
        <source>No es falla de la imagen: espere un momento y guárdela otra vez.</source>
        <translation>The picture is not at fault: wait a moment and keep it again.</translation>
    </message>
    <message>
        <source>El archivo guardado no coincide con su huella.</source>
        <translation>The stored file does not match its hash.</translation>
    </message>
    <message>
        <source>No decida con él. Avise a administración: la base necesita revisión.</source>
        <translation>Do not decide on it. Tell an administrator: the database needs checking.</translation>
    </message>
    <message>
        <source>El archivo no está en la base.</source>
        <translation>The file is not in the database.</translation>
    </message>
    <message>
        <source>Avise a administración: la base necesita revisión.</source>
        <translation>Tell an administrator: the database needs checking.</translation>
    </message>
    <message>
        <source>Vuelva a intentarlo en un momento; no se perdió nada.</source>
        <translation>Try again in a moment; nothing was lost.</translation>
    </message>
    <message>
        <source>No hay conexión con la base de datos.</source>
        <translation>There is no connection to the database.</translation>
    </message>
    <message>
        <source>La copia de seguridad no quedó completa.</source>
        <translation>The backup was not completed.</translation>
    </message>
    <message>
        <source>Avise a quien administra el puesto: tal vez el disco está lleno.</source>
        <translation>Tell whoever administers this workstation: the disk may be full.</translation>
    </message>
    <message>
        <source>No se hizo la copia de seguridad: no está la carpeta de las copias.</source>
        <translation>The backup was not made: the folder for backups is not there.</translation>
    </message>
    <message>
        <source>Conecte el disco de las copias o avise a quien administra el puesto.</source>
        <translation>Connect the disk for backups, or tell whoever administers this workstation.</translation>
    </message>
    <message>
        <source>La base de datos solo admite lectura ahora.</source>
        <translation>The database is read-only at the moment.</translation>
    </message>
    <message>
        <source>Avise a administración.</source>
        <translation>Tell an administrator.</translation>
    </message>
    <message>
        <source>La base de datos es de una versión más nueva del programa.</source>
        <translation>The database belongs to a newer version of the program.</translation>
    </message>
    <message>
        <source>Actualice el programa antes de seguir.</source>
        <translation>Update the program before going on.</translation>
    </message>
    <message>
        <source>La base de datos es de una versión anterior.</source>
        <translation>The database belongs to an older version.</translation>
    </message>
    <message>
        <source>Administración debe ejecutar la actualización de la base.</source>
        <translation>An administrator must run the database upgrade.</translation>
    </message>
    <message>
        <source>El lector seguro de archivos no arranca en este equipo.</source>
        <translation>The safe file reader does not start on this computer.</translation>
    </message>
    <message>
        <source>Cierre y abra el programa; si sigue, avise a administración.</source>
        <translation>Close and reopen the program; if it goes on, tell an administrator.</translation>
    </message>
    <message>
        <source>El servidor de correo no responde.</source>
        <translation>The mail server does not answer.</translation>
    </message>
    <message>
        <source>Este equipo no tiene un llavero seguro de contraseñas.</source>
        <translation>This computer has no secure keyring for passwords.</translation>
    </message>
    <message>
        <source>El motivo es muy corto.</source>
        <translation>The reason is too short.</translation>
    </message>
    <message>
        <source>Escriba al menos {minimum} letras.</source>
        <translation>Type at least {minimum} characters.</translation>
    </message>
    <message>
        <source>El motivo es muy largo.</source>
        <translation>The reason is too long.</translation>
    </message>
    <message>
        <source>Hasta {maximum} letras.</source>
        <translation>Up to {maximum} characters.</translation>
    </message>
    <message>
        <source>El texto lleva un signo que no se puede guardar.</source>
        <translation>The text holds a character that cannot be kept.</translation>
    </message>
    <message>
        <source>Bórrelo y escríbalo de nuevo.</source>
        <translation>Delete it and type it again.</translation>
    </message>
    <message>
        <source>La vista no tiene nombre.</source>
        <translation>The view has no name.</translation>
    </message>
    <message>
        <source>Escriba un nombre.</source>
        <translation>Write a name.</translation>
    </message>
    <message>
        <source>El nombre de la vista es muy largo.</source>
        <translation>The name of the view is too long.</translation>
    </message>
    <message>
        <source>Usted ya tiene una vista «{name}».</source>
        <translation>You already have a view “{name}”.</translation>
    </message>
    <message>
        <source>Escriba otro nombre, o elimine antes la otra.</source>
        <translation>Write another name, or delete the other one first.</translation>
    </message>
    <message>
        <source>Usted ya tiene {maximum} vistas.</source>
        <translation>You already have {maximum} views.</translation>
    </message>
    <message>
        <source>Elimine una que ya no use.</source>
        <translation>Delete one you no longer use.</translation>
    </message>
    <message>
        <source>Ese filtro no se puede guardar.</source>
        <translation>That filter cannot be saved.</translation>
    </message>
    <message>
        <source>Elija la vista y el estado en las listas y guárdela de nuevo.</source>
        <translation>Choose view and state from the lists and save it again.</translation>
    </message>
    <message>
        <source>Esa vista ya no existe.</source>
        <translation>That view no longer exists.</translation>
    </message>
    <message>
        <source>Elija otra de la lista.</source>
        <translation>Choose another one from the list.</translation>
    </message>
    <message>
        <source>La búsqueda es muy corta.</source>
        <translation>The search is too short.</translation>
    </message>
    <message>
        <source>Escriba al menos {minimum} letras o cifras.</source>
        <translation>Type at least {minimum} letters or digits.</translation>
    </message>
    <message>
        <source>No se buscó nada: el texto es demasiado largo.</source>
        <translation>Nothing was searched for: the text is too long.</translation>
    </message>
    <message>
        <source>Escriba solo un número, o nombres y apellidos: hasta {words} palabras y {maximum} letras.</source>
        <translation>Type only a number, or names and surnames: up to {words} words and {maximum} letters.</translation>
    </message>
    <message>
        <source>No existe ese caso.</source>
        <translation>That case does not exist.</translation>
    </message>
    <message>
        <source>Revise el número.</source>
        <translation>Check the number.</translation>
    </message>
    <message>
        <source>No existe esa persona en el registro.</source>
        <translation>That person is not in the register.</translation>
    </message>
    <message>
        <source>Busque por otro número o nombre.</source>
        <translation>Search by another number or name.</translation>
    </message>
    <message>
        <source>El caso ya no está en ese paso.</source>
        <translation>The case is no longer at that step.</translation>
    </message>
    <message>
        <source>Ábralo de nuevo desde la cola.</source>
        <translation>Open it again from the queue.</translation>
    </message>
    <message>
        <source>La línea para la persona no admite enlaces, correos ni números largos.</source>
        <translation>The line for the person takes no links, e-mail addresses or long numbers.</translation>
    </message>
    <message>
        <source>Escriba solo palabras.</source>
        <translation>Type words only.</translation>
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
    <message>
        <source>Sesión</source>
        <translation>Session</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Lo que tengo</source>
        <translation>What I hold</translation>
    </message>
    <message>
        <source>Ningún caso en sus manos</source>
        <translation>You hold no case</translation>
    </message>
    <message>
        <source>Con «Tomar siguiente» recibe el primero de la lista: antes lo que vuelve a usted con su corrección, después lo de menos tiempo restante. Es suyo mientras trabaja, y nadie más lo cambia.</source>
        <translation>“Take next” gives you the first of the list: what comes back to you corrected, then whatever has least time left. It is yours while you work, and nobody else changes it.</translation>
    </message>
    <message>
        <source>{step} · {procedure} · suyo hasta las {time}, y más mientras trabaje</source>
        <translation>{step} · {procedure} · yours until {time}, and longer while you work</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>Historia del caso</source>
        <translation>Case history</translation>
    </message>
    <message>
        <source>Cargando…</source>
        <translation>Loading…</translation>
    </message>
    <message>
        <source>Qué pasó</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>No se pudo leer. Abra el caso otra vez.</source>
        <translation>It could not be read. Open the case again.</translation>
    </message>
    <message>
        <source>el sistema</source>
        <translation>the system</translation>
    </message>
</context>
<context>
    <name>HoursCard</name>
    <message>
        <source>1 · Hora</source>
        <translation>1 · Time</translation>
    </message>
    <message>
        <source>No hay horas libres</source>
        <translation>No free times</translation>
    </message>
    <message>
        <source>Su agenda está llena por semanas. Suelte el caso para otra persona.</source>
        <translation>Your schedule is full for weeks. Release the case for somebody else.</translation>
    </message>
    <message>
        <source>La hora que había elegido ya no está libre: elija otra.</source>
        <translation>The time you had chosen is no longer free: choose another.</translation>
    </message>
    <message>
        <source>Sus días dentro del término están llenos. El primero con lugar es el {day}; si eso es tarde, suelte el caso para que lo convoque otra persona.</source>
        <translation>Your days within the term are full. The first with room is {day}; if that is late, release the case so that somebody else appoints it.</translation>
    </message>
    <message>
        <source>En rojo, las horas después de que vence el término.</source>
        <translation>In red, times after the term ends.</translation>
    </message>
</context>
<context>
    <name>IdentityWords</name>
    <message>
        <source>Cédula</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>Pasaporte</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Documento</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Cédula entera</source>
        <translation>Whole ID card</translation>
    </message>
    <message>
        <source>Pasaporte entero</source>
        <translation>Whole passport</translation>
    </message>
    <message>
        <source>Documento entero</source>
        <translation>Whole document</translation>
    </message>
</context>
<context>
    <name>InsuredWords</name>
    <message>
        <source>persona afiliada</source>
        <translation>affiliate</translation>
    </message>
    <message>
        <source>persona jubilada</source>
        <translation>pensioner</translation>
    </message>
    <message>
        <source>derechohabiente</source>
        <translation>entitled relative</translation>
    </message>
</context>
<context>
    <name>KeptForm</name>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>KeyReasons</name>
    <message>
        <source>La revisión anterior se está registrando todavía.</source>
        <translation>The review before is still being stored.</translation>
    </message>
    <message>
        <source>No hay ningún caso que resolver en la mesa.</source>
        <translation>There is no case on the desk to commit.</translation>
    </message>
    <message>
        <source>El caso está abierto solo para leerlo.</source>
        <translation>The case is open for reading only.</translation>
    </message>
    <message>
        <source>Todavía no se puede resolver. {what}.</source>
        <translation>It cannot be committed yet. {what}.</translation>
    </message>
    <message>
        <source>Todavía no cuenta como conforme: falta {what}.</source>
        <translation>It does not count as conforming yet: still to {what}.</translation>
    </message>
    <message>
        <source>Ese motivo ya está elegido; la misma tecla otra vez lo quita.</source>
        <translation>That reason is chosen already; the same key again takes it back.</translation>
    </message>
    <message>
        <source>Mire los rostros y responda con la misma tecla otra vez.</source>
        <translation>Look at the faces and answer with the same key again.</translation>
    </message>
    <message>
        <source>No hay nada que deshacer.</source>
        <translation>There is nothing to undo.</translation>
    </message>
</context>
<context>
    <name>LeaveGuard</name>
    <message>
        <source>Cerrar sesión</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Seguir aquí</source>
        <translation>Stay here</translation>
    </message>
    <message>
        <source>Cerrar Ventanilla</source>
        <translation>Close Ventanilla</translation>
    </message>
    <message>
        <source>El caso de quien bloqueó el puesto vuelve a la cola; su borrador queda guardado.</source>
        <translation>The case of whoever locked the desk goes back to the queue; their draft is kept.</translation>
    </message>
    <message>
        <source>Hay trabajo sin registrar. Desbloquee el puesto para verlo y terminarlo.</source>
        <translation>There is work that is not recorded. Unlock the desk to see and finish it.</translation>
    </message>
    <message>
        <source>Guardando y cerrando…</source>
        <translation>Saving and closing…</translation>
    </message>
    <message>
        <source>Cerrar de todos modos</source>
        <translation>Close anyway</translation>
    </message>
    <message>
        <source>La base de datos no responde</source>
        <translation>The database does not answer</translation>
    </message>
    <message>
        <source>Si vuelve pronto, bloquee el puesto con Ctrl+L: el caso sigue suyo hasta que termine su tiempo.</source>
        <translation>If you will be back soon, lock the desk with Ctrl+L: the case stays yours until its time ends.</translation>
    </message>
    <message>
        <source>La base de datos no responde. Si tiene un caso, vuelve a la cola cuando termine su tiempo; lo último que escribió puede no haberse guardado.</source>
        <translation>The database does not answer. If you have a case, it goes back to the queue when its time is over; what you wrote last may not have been saved.</translation>
    </message>
    <message>
        <source>{number} vuelve a la cola y otra persona puede tomarlo. Su borrador queda guardado y está en «Mi puesto» cuando entre otra vez.</source>
        <translation>{number} goes back to the queue and somebody else may take it. Your draft is kept and waits in “My desk” when you sign in again.</translation>
    </message>
</context>
<context>
    <name>LedgerList</name>
    <message>
        <source>Correos</source>
        <translation>E-mails</translation>
    </message>
    <message>
        <source>Cargando…</source>
        <translation>Loading…</translation>
    </message>
    <message>
        <source>Aún no se ha escrito a la persona.</source>
        <translation>Nothing has been written to the person yet.</translation>
    </message>
    <message>
        <source>No se pudo leer. Abra el caso otra vez.</source>
        <translation>It could not be read. Open the case again.</translation>
    </message>
    <message>
        <source>Reenviado</source>
        <translation>Sent again</translation>
    </message>
    <message>
        <source>Reenviar</source>
        <translation>Send again</translation>
    </message>
</context>
<context>
    <name>LedgerWords</name>
    <message>
        <source>cancelado; pudo haber salido</source>
        <translation>cancelled; may have left</translation>
    </message>
    <message>
        <source>el sistema</source>
        <translation>the system</translation>
    </message>
    <message>
        <source>Para {whom} · por {by}</source>
        <translation>To {whom} · by {by}</translation>
    </message>
    <message>
        <source>Escrito {at}</source>
        <translation>Written {at}</translation>
    </message>
    <message>
        <source>entregado {at}</source>
        <translation>handed over {at}</translation>
    </message>
    <message>
        <source>sale {at}</source>
        <translation>leaves {at}</translation>
    </message>
    <message numerus="yes">
        <source>%n intento(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message>
        <source>El servidor de correo no respondió o pidió volver luego.</source>
        <translation>The mail server did not answer or asked to come back later.</translation>
    </message>
    <message>
        <source>El servidor no ofreció una conexión protegida válida.</source>
        <translation>The server offered no valid protected connection.</translation>
    </message>
    <message>
        <source>El servidor no aceptó nuestro usuario o contraseña.</source>
        <translation>The server did not accept our user or password.</translation>
    </message>
    <message>
        <source>El servidor no acepta enviar en nuestro nombre.</source>
        <translation>The server does not accept mail in our name.</translation>
    </message>
    <message>
        <source>La conexión se cortó mientras el servidor lo recibía; la repetición lleva el mismo Message-ID.</source>
        <translation>The connection was lost while the server took it; the repeat carries the same Message-ID.</translation>
    </message>
    <message>
        <source>El servidor lo negó para siempre.</source>
        <translation>The server refused it for good.</translation>
    </message>
    <message>
        <source>Sin protección solo se entrega a un servidor local.</source>
        <translation>Without protection it is handed to a local server only.</translation>
    </message>
    <message>
        <source>El texto del mensaje no se pudo componer; avise a administración.</source>
        <translation>The text of the message could not be composed; tell the administration.</translation>
    </message>
    <message>
        <source>El mensaje guardado no es el que puso en la cola su trámite: alguien lo cambió en la base de datos. No se envió; avise a auditoría.</source>
        <translation>The stored message is not the one its case queued: somebody changed it in the database. It was not sent; tell the auditors.</translation>
    </message>
    <message>
        <source>La auditoría de su trámite o de su persona está rota. No se envió; llame a quien administra, que ejecute `audit verify`.</source>
        <translation>The audit trail of its case or of its person is broken. It was not sent; call whoever administers, to run `audit verify`.</translation>
    </message>
    <message>
        <source>La dirección no es un correo al que se escriba.</source>
        <translation>The address is no e-mail one can write to.</translation>
    </message>
    <message>
        <source>Un encabezado llevaría un signo que no se admite.</source>
        <translation>A header would carry a character that is not allowed.</translation>
    </message>
    <message>
        <source>Los adjuntos no son los que el mensaje nombra.</source>
        <translation>The attachments are not those the message names.</translation>
    </message>
    <message>
        <source>La videollamada se movió o ya no está convocada.</source>
        <translation>The video call was moved or is no longer appointed.</translation>
    </message>
    <message>
        <source>La hora de la videollamada ya había llegado.</source>
        <translation>The hour of the video call had already come.</translation>
    </message>
    <message>
        <source>Ya tocaba el recordatorio siguiente.</source>
        <translation>The next reminder was already due.</translation>
    </message>
</context>
<context>
    <name>Likeness</name>
    <message>
        <source>Foto</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>En mano</source>
        <translation>In hand</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Foto entera</source>
        <translation>Whole photo</translation>
    </message>
    <message>
        <source>Buscando…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Sin rostro</source>
        <translation>No face</translation>
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
        <source>Con otra cuenta, el caso que tiene vuelve a la cola; su borrador queda guardado.</source>
        <translation>With another account, the case you hold goes back to the queue; your draft is kept.</translation>
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
        <source>Escríbala de nuevo; tras demasiados intentos la cuenta se bloquea.</source>
        <translation>Type it again; after too many attempts the account is locked.</translation>
    </message>
</context>
<context>
    <name>LossQuestion</name>
    <message>
        <source>Lo escrito no está guardado. Cancele otra vez para descartarlo.</source>
        <translation>What you typed is not saved. Cancel again to discard it.</translation>
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
    <name>MailPane</name>
    <message>
        <source>Contraseña del servidor de correo</source>
        <translation>Password of the mail server</translation>
    </message>
    <message>
        <source>La del usuario que está en Ajustes; si no hay usuario, no hace falta.</source>
        <translation>That of the user in Settings; without a user none is needed.</translation>
    </message>
    <message>
        <source>La misma, otra vez</source>
        <translation>The same, again</translation>
    </message>
    <message>
        <source>Su propia contraseña</source>
        <translation>Your own password</translation>
    </message>
    <message>
        <source>Confirma que es usted quien lo hace.</source>
        <translation>Confirms that it is you who does this.</translation>
    </message>
    <message>
        <source>Código de un solo uso</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>&amp;Quitar</source>
        <translation>&amp;Remove</translation>
    </message>
    <message>
        <source>Contraseña del correo en este equipo</source>
        <translation>Mail password on this computer</translation>
    </message>
    <message>
        <source>Correo</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>Quitar la contraseña</source>
        <translation>Remove the password</translation>
    </message>
    <message>
        <source>Escriba la contraseña del servidor.</source>
        <translation>Type the password of the server.</translation>
    </message>
    <message>
        <source>No es igual a la contraseña escrita antes. Escríbala otra vez.</source>
        <translation>Not the same as the password typed before. Type it again.</translation>
    </message>
    <message>
        <source>Escriba su contraseña para confirmar.</source>
        <translation>Type your password to confirm.</translation>
    </message>
    <message>
        <source>mirando…</source>
        <translation>looking…</translation>
    </message>
    <message>
        <source>guardada</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>Está en el llavero de este equipo y no se puede volver a ver. Cada equipo que envía correo guarda la suya.</source>
        <translation>It is in this computer&apos;s keyring and cannot be seen again. Each computer that sends mail keeps its own.</translation>
    </message>
    <message>
        <source>sin contraseña</source>
        <translation>no password</translation>
    </message>
    <message>
        <source>Se guardará en el llavero de este equipo, nunca en un archivo. Cada equipo que envía correo guarda la suya.</source>
        <translation>It will be kept in this computer&apos;s keyring, never in a file. Each computer that sends mail keeps its own.</translation>
    </message>
    <message>
        <source>sin llavero seguro</source>
        <translation>no safe keyring</translation>
    </message>
    <message>
        <source>Este equipo no tiene un llavero del sistema, y en un archivo no se guarda. Pida que lo instalen, o envíe el correo desde otro equipo.</source>
        <translation>This computer has no system keyring, and it is not kept in a file. Ask for one to be installed, or send mail from another computer.</translation>
    </message>
    <message>
        <source>llavero cerrado</source>
        <translation>keyring locked</translation>
    </message>
    <message>
        <source>Abra el llavero de su sesión del sistema y pulse F5.</source>
        <translation>Open the keyring of your system session and press F5.</translation>
    </message>
    <message>
        <source>Contraseña del correo guardada en este equipo.</source>
        <translation>Mail password kept on this computer.</translation>
    </message>
    <message>
        <source>Se usa desde el próximo envío.</source>
        <translation>It is used from the next delivery on.</translation>
    </message>
    <message>
        <source>Este equipo ya no tiene la contraseña del correo.</source>
        <translation>This computer no longer has the mail password.</translation>
    </message>
    <message>
        <source>Esta no es su contraseña. Escríbala otra vez.</source>
        <translation>This is not your password. Type it again.</translation>
    </message>
    <message>
        <source>Demasiados intentos. Espere unos minutos.</source>
        <translation>Too many attempts. Wait a few minutes.</translation>
    </message>
    <message>
        <source>Revise este dato.</source>
        <translation>Check this item.</translation>
    </message>
</context>
<context>
    <name>MailsPanel</name>
    <message>
        <source>Correos del caso</source>
        <translation>E-mails of the case</translation>
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
        <source>Cerrar sesión</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Ver las teclas</source>
        <translation>Show the keys</translation>
    </message>
    <message>
        <source>Ayuda: las teclas</source>
        <translation>Help: the keys</translation>
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
</context>
<context>
    <name>MessagePreview</name>
    <message>
        <source>Escribir línea o nota</source>
        <translation>Write line or note</translation>
    </message>
    <message>
        <source>Mensaje a la persona</source>
        <translation>Message to the person</translation>
    </message>
    <message>
        <source>Línea para la persona (se envía)</source>
        <translation>Line for the person (sent)</translation>
    </message>
    <message>
        <source>Línea (se envía)</source>
        <translation>Line (sent)</translation>
    </message>
    <message>
        <source>Sin mensaje no se envía; se conserva por si vuelve a haberlo.</source>
        <translation>Without a message it is not sent; it is kept in case there is one again.</translation>
    </message>
    <message>
        <source>Nota interna (no se envía)</source>
        <translation>Internal note (not sent)</translation>
    </message>
    <message>
        <source>Nota (interna)</source>
        <translation>Note (internal)</translation>
    </message>
    <message>
        <source>Sin mensaje a la persona</source>
        <translation>No message to the person</translation>
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
        <source>El reloj de este equipo está atrasado: ya hay algo registrado después.</source>
        <translation>The clock of this computer is behind: something later is on record already.</translation>
    </message>
    <message>
        <source>Corrija la fecha y la hora del equipo y repita; no se guardó nada.</source>
        <translation>Set the date and time of the computer right and repeat; nothing was saved.</translation>
    </message>
    <message>
        <source>El reloj de este equipo va más de un mes adelante de lo registrado.</source>
        <translation>The clock of this computer is more than a month ahead of what is on record.</translation>
    </message>
    <message>
        <source>Corrija la fecha del equipo y repita. Si es correcta, quien administra el equipo la acepta con el comando «db accept-date».</source>
        <translation>Set the date of the computer right and repeat. If it is right, whoever looks after the computer accepts it with the command “db accept-date”.</translation>
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
    <name>NewMemberForm</name>
    <message>
        <source>Añadir a una persona</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>Añadir</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Usuario</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Nombres y apellidos</source>
        <translation>Given names and surnames</translation>
    </message>
    <message>
        <source>Cédula</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Agencia y provincia</source>
        <translation>Agency and province</translation>
    </message>
    <message>
        <source>Si falta, créela primero en Agencias.</source>
        <translation>If it is missing, create it first under Agencies.</translation>
    </message>
    <message>
        <source>Correo (opcional)</source>
        <translation>E-mail (optional)</translation>
    </message>
    <message>
        <source>Función</source>
        <translation>Role</translation>
    </message>
</context>
<context>
    <name>NotMeCard</name>
    <message>
        <source>Detener los cambios</source>
        <translation>Stop the changes</translation>
    </message>
    <message>
        <source>Có&amp;digo del correo</source>
        <translation>&amp;Code in the e-mail</translation>
    </message>
    <message>
        <source>Detiene los cambios de datos de contacto de quien recibió el correo; no muestra ningún dato.</source>
        <translation>Stops the contact changes of whoever received the e-mail; it shows no data.</translation>
    </message>
    <message>
        <source>Escriba el código del correo: {whole} letras y cifras, de cuatro en cuatro.</source>
        <translation>Type the code of the e-mail: {whole} letters and figures, four by four.</translation>
    </message>
    <message>
        <source>El código tiene {whole} letras y cifras, y aquí hay {found}. Pida que se lo lean otra vez, de cuatro en cuatro.</source>
        <translation>The code has {whole} letters and digits, and here are {found}. Ask to have it read again, four at a time.</translation>
    </message>
</context>
<context>
    <name>NotMeWords</name>
    <message>
        <source>Los detuvo antes el código del trámite {number}.</source>
        <translation>They were stopped earlier by the code of case {number}.</translation>
    </message>
    <message>
        <source>Lo guardado de este trámite falta o fue alterado en la base de datos: avise ya a dirección provincial y a quien administra.</source>
        <translation>What is stored of this case is missing or was altered in the database: tell the provincial director and the administrator now.</translation>
    </message>
    <message>
        <source>Devolver los datos anteriores requiere un trámite nuevo.</source>
        <translation>Giving the earlier data back takes a new case.</translation>
    </message>
    <message>
        <source>Detenido: el cambio del trámite {number} no se aplica, ni ningún otro.</source>
        <translation>Stopped: the change of case {number} is not applied, nor is any other.</translation>
    </message>
    <message>
        <source>El cambio del trámite {number} ya se había aplicado; ningún otro se aplica desde ahora.</source>
        <translation>The change of case {number} had been applied already; no other is applied from now on.</translation>
    </message>
    <message>
        <source>El cambio del trámite {number} ya se había avisado.</source>
        <translation>The change of case {number} had been reported already.</translation>
    </message>
    <message>
        <source>El cambio del trámite {number} ya estaba detenido; no se aplicó.</source>
        <translation>The change of case {number} was stopped already; it was not applied.</translation>
    </message>
    <message>
        <source>Los cambios están permitidos otra vez y este código ya no los detiene. Si hubo un cambio posterior, pida el código de ese correo o avise a dirección provincial.</source>
        <translation>Changes are allowed again and this code no longer stops them. If there was a later change, ask for the code in that e-mail or tell the provincial director.</translation>
    </message>
    <message>
        <source>Avise ya a dirección provincial; la persona titular debe acudir a una agencia con su documento original.</source>
        <translation>Tell the provincial director now; the person concerned must go to an agency with their original document.</translation>
    </message>
    <message>
        <source>Para permitir cambios otra vez, la persona titular acude a una agencia con su documento original y dirección provincial levanta la detención.</source>
        <translation>To allow changes again, the person concerned goes to an agency with their original document and the provincial director lifts the freeze.</translation>
    </message>
</context>
<context>
    <name>OutcomePanel</name>
    <message>
        <source>Resultado de la llamada</source>
        <translation>Outcome of the call</translation>
    </message>
    <message>
        <source>Nota interna</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>No se envía a la persona.</source>
        <translation>Not sent to the person.</translation>
    </message>
    <message>
        <source>Resultado</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Escribir la nota</source>
        <translation>Write the note</translation>
    </message>
    <message>
        <source>Elija el resultado; nada se registra hasta confirmar.</source>
        <translation>Choose the outcome; nothing is recorded until you confirm.</translation>
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
        <source>Cargando…</source>
        <translation>Loading…</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>PaperErrorWords</name>
    <message>
        <source>Elija otra carpeta y guárdela otra vez.</source>
        <translation>Choose another folder and save it again.</translation>
    </message>
    <message>
        <source>No hay ninguna convocatoria que copiar.</source>
        <translation>There is no invitation to copy.</translation>
    </message>
    <message>
        <source>Convoque la videollamada primero.</source>
        <translation>Appoint the video call first.</translation>
    </message>
    <message>
        <source>Ese correo todavía no sale.</source>
        <translation>That e-mail has not left yet.</translation>
    </message>
    <message>
        <source>Solo se reenvía lo que ya salió o se dio por perdido.</source>
        <translation>Only what has left or was given up is sent again.</translation>
    </message>
    <message>
        <source>Ese correo llevaba un código que aquí ya no se conoce.</source>
        <translation>That e-mail carried a code that is no longer known here.</translation>
    </message>
    <message>
        <source>No se puede reenviar; la persona lo tiene en su buzón.</source>
        <translation>It cannot be sent again; the person has it in their mailbox.</translation>
    </message>
    <message>
        <source>Ese mensaje ya no dice lo que puso en la cola su trámite.</source>
        <translation>That message no longer says what its case queued.</translation>
    </message>
    <message>
        <source>Alguien lo cambió en la base de datos. No se reenvía; avise a auditoría.</source>
        <translation>Somebody changed it in the database. It is not sent again; tell the auditors.</translation>
    </message>
    <message>
        <source>El trámite {number} todavía no tiene acta.</source>
        <translation>Request {number} has no record yet.</translation>
    </message>
    <message>
        <source>Se emite cuando la decisión ya no puede cambiar.</source>
        <translation>It is issued once the decision can no longer change.</translation>
    </message>
    <message>
        <source>El documento {number} ya no es el que se emitió.</source>
        <translation>Document {number} is no longer the one that was issued.</translation>
    </message>
    <message>
        <source>No lo entregue: pida a dirección y a auditoría que revisen el trámite.</source>
        <translation>Do not hand it out: ask management and audit to look into the case.</translation>
    </message>
    <message>
        <source>Este trámite todavía no tiene acta.</source>
        <translation>This request has no record yet.</translation>
    </message>
    <message>
        <source>El acta no se pudo guardar ahí.</source>
        <translation>The record could not be saved there.</translation>
    </message>
    <message>
        <source>La impresora no aceptó el acta.</source>
        <translation>The printer did not accept the record.</translation>
    </message>
    <message>
        <source>Revise la impresora, o guarde el PDF e imprímalo en otro equipo.</source>
        <translation>Check the printer, or save the PDF and print it on another computer.</translation>
    </message>
</context>
<context>
    <name>Paperwork</name>
    <message>
        <source>Acta</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Correos de {number}</source>
        <translation>E-mails of {number}</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Base sellada</source>
        <translation>Sealed database</translation>
    </message>
    <message>
        <source>&amp;Frase de paso</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>&amp;Otra vez, igual</source>
        <translation>&amp;Once more, the same</translation>
    </message>
    <message>
        <source>Abrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>No es esa. Escríbala de nuevo.</source>
        <translation>That is not it. Type it again.</translation>
    </message>
    <message>
        <source>Escriba la frase de paso.</source>
        <translation>Type the passphrase.</translation>
    </message>
    <message>
        <source>Al menos {count} letras: use varias palabras.</source>
        <translation>At least {count} letters: use several words.</translation>
    </message>
    <message>
        <source>Las dos no son iguales.</source>
        <translation>The two are not the same.</translation>
    </message>
    <message>
        <source>La base de este equipo está sellada con una frase de paso.</source>
        <translation>The database of this machine is sealed with a passphrase.</translation>
    </message>
    <message>
        <source>Este equipo no tiene un llavero seguro para la clave de la base. La clave se guardará bajo una frase de paso, que se pide en cada inicio. Nadie puede recuperarla: imprima después la hoja de recuperación con `db sheet`.</source>
        <translation>This machine has no safe keyring for the key of the database. The key will be kept under a passphrase, asked for at every start. Nobody can recover it: print the recovery sheet afterwards with `db sheet`.</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>Cambiar contraseña</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>Contraseña nueva para {name}</source>
        <translation>New password for {name}</translation>
    </message>
</context>
<context>
    <name>PersonHead</name>
    <message>
        <source>no consta en el registro</source>
        <translation>not in the register</translation>
    </message>
    <message>
        <source>nacimiento {date}</source>
        <translation>born {date}</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>Ficha de la persona</source>
        <translation>Person’s record</translation>
    </message>
    <message>
        <source>Si ya se aclaró con la persona, levante la detención ({key}).</source>
        <translation>Once it is cleared up with the person, lift the freeze ({key}).</translation>
    </message>
    <message>
        <source>Solo la dirección provincial puede levantar la detención, con un motivo.</source>
        <translation>Only the provincial director can lift it, giving a reason.</translation>
    </message>
    <message>
        <source>Los cambios de contacto están detenidos desde {since}: {why}.</source>
        <translation>Contact changes have been frozen since {since}: {why}.</translation>
    </message>
    <message>
        <source>Levantar detención</source>
        <translation>Lift freeze</translation>
    </message>
</context>
<context>
    <name>Portrait</name>
    <message>
        <source>Buscando…</source>
        <translation>Searching…</translation>
    </message>
</context>
<context>
    <name>ProfileChooser</name>
    <message>
        <source>Perfiles</source>
        <translation>Profiles</translation>
    </message>
    <message>
        <source>Abrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Salir</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>Servidor central · {0}</source>
        <translation>Central server · {0}</translation>
    </message>
    <message>
        <source>Archivo de este equipo</source>
        <translation>File on this computer</translation>
    </message>
    <message>
        <source>¿Con qué base de datos trabaja?</source>
        <translation>Which database do you work with?</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Casos en la cola</source>
        <translation>Cases in the queue</translation>
    </message>
    <message>
        <source>No hay casos en esta vista</source>
        <translation>No cases in this view</translation>
    </message>
    <message>
        <source>Los trámites aparecen aquí al llegar. Cambie de vista o de búsqueda.</source>
        <translation>Cases appear here as they arrive. Change the view or the search.</translation>
    </message>
    <message>
        <source>Cola</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Número, cédula o nombre</source>
        <translation>Number, cédula or name</translation>
    </message>
    <message>
        <source>&amp;Abrir</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>Abrir el caso</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>&amp;Liberar caso</source>
        <translation>&amp;Release case</translation>
    </message>
    <message>
        <source>Liberar caso</source>
        <translation>Release case</translation>
    </message>
    <message>
        <source>&amp;Reasignar validación</source>
        <translation>Reassign &amp;validation</translation>
    </message>
    <message>
        <source>Reasignar la validación</source>
        <translation>Reassign the validation</translation>
    </message>
    <message>
        <source>&amp;Tomar siguiente</source>
        <translation>&amp;Take next</translation>
    </message>
    <message>
        <source>Buscar</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Procedimiento</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Siguiente paso</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source> · «Tomar siguiente» da el que le toca</source>
        <translation> · “Take next” gives yours</translation>
    </message>
    <message>
        <source>No hay ningún caso elegido.</source>
        <translation>No case is chosen.</translation>
    </message>
    <message>
        <source>Nadie tiene este caso.</source>
        <translation>Nobody holds this case.</translation>
    </message>
    <message>
        <source>Nadie está validando este caso.</source>
        <translation>Nobody is validating this case.</translation>
    </message>
    <message>
        <source>Término</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>Avisos</source>
        <translation>Warnings</translation>
    </message>
    <message>
        <source>Lo tiene</source>
        <translation>Held by</translation>
    </message>
    <message>
        <source>corrección {round}</source>
        <translation>correction {round}</translation>
    </message>
    <message numerus="yes">
        <source>%n aviso(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message>
        <source>Avisos del último paso del caso; al abrirlo se buscan otra vez.</source>
        <translation>Warnings of the case’s last step; opening it looks for them again.</translation>
    </message>
    <message>
        <source>usted</source>
        <translation>you</translation>
    </message>
    <message numerus="yes">
        <source>%n caso(s) con «{words}» en todas las vistas, también los cerrados</source>
        <translation>
            <numerusform>%n case with “{words}” in all views, closed ones too</numerusform>
            <numerusform>%n cases with “{words}” in all views, closed ones too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caso(s) con «{words}»</source>
        <translation>
            <numerusform>%n case with “{words}”</numerusform>
            <numerusform>%n cases with “{words}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n casos · mostrando {shown} · por tiempo restante · avisos al último paso</source>
        <translation>
            <numerusform>%n case · {shown} shown · by time left · warnings as of the last step</numerusform>
            <numerusform>%n cases · {shown} shown · by time left · warnings as of the last step</numerusform>
        </translation>
    </message>
    <message>
        <source>Los trámites aparecen aquí al llegar. Otra vista muestra otros casos.</source>
        <translation>Cases appear here when they arrive. Another view shows other cases.</translation>
    </message>
    <message>
        <source>Ningún caso con «{words}», tampoco entre los cerrados</source>
        <translation>No case with “{words}”, nor among the closed ones</translation>
    </message>
    <message>
        <source>Revise el número. Esc quita la búsqueda y vuelve a mostrar los casos de la vista.</source>
        <translation>Check the number. Esc takes the search away and shows the cases of the view again.</translation>
    </message>
    <message>
        <source>Ningún caso de esta vista con «{words}»</source>
        <translation>No case of this view with “{words}”</translation>
    </message>
    <message>
        <source>Busque por número de trámite (basta «18»), número de identificación, o nombres y apellidos en cualquier orden y sin tildes. Esc quita la búsqueda; en la vista «Todo el país» se busca en todas las provincias, y los casos terminados están en el estado «Cerrados».</source>
        <translation>Search by case number (“18” is enough), identification number, or given names and surnames in any order and without accents. Esc clears the search; the view “Whole country” searches every province, and finished cases are in the state “Closed”.</translation>
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
    <name>ReasonCard</name>
    <message>
        <source>Mot&amp;ivo</source>
        <translation>&amp;Reason</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>ReasonEdit</name>
    <message>
        <source>El motivo tiene {n} letras; caben {most}. Acórtelo.</source>
        <translation>The reason has {n} characters; {most} fit. Shorten it.</translation>
    </message>
    <message>
        <source>Escriba al menos {count} letras; el motivo queda registrado.</source>
        <translation>Type at least {count} characters; the reason is recorded.</translation>
    </message>
</context>
<context>
    <name>ReasonList</name>
    <message>
        <source>Motivos</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Motivo {number}</source>
        <translation>Reason {number}</translation>
    </message>
</context>
<context>
    <name>ReasonPanel</name>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>ReasonPanels</name>
    <message>
        <source>Este caso no está en sus manos. Diga por qué necesita verlo.</source>
        <translation>This case is not in your hands. Say why you need to see it.</translation>
    </message>
    <message>
        <source>Ver el caso</source>
        <translation>View the case</translation>
    </message>
    <message>
        <source>Quitar el caso a {name}. Su trabajo queda guardado.</source>
        <translation>Take the case from {name}. Their work stays saved.</translation>
    </message>
    <message>
        <source>Liberar el caso</source>
        <translation>Free the case</translation>
    </message>
    <message>
        <source>Quien validaba no puede seguir: otra persona convoca y decide.</source>
        <translation>Whoever validated cannot go on: somebody else invites and decides.</translation>
    </message>
    <message>
        <source>Reasignar</source>
        <translation>Reassign</translation>
    </message>
</context>
<context>
    <name>ReasonPicker</name>
    <message>
        <source>Motivos</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>sugerido</source>
        <translation>suggested</translation>
    </message>
    <message>
        <source>definitivo</source>
        <translation>final</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Acta</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Imprimir…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Guardar PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>Abriendo el acta…</source>
        <translation>Opening the record…</translation>
    </message>
    <message>
        <source>Se lee y se dibuja aparte.</source>
        <translation>It is read and drawn apart.</translation>
    </message>
    <message>
        <source>abrirla, guardarla e imprimirla queda registrado</source>
        <translation>opening, saving and printing it is recorded</translation>
    </message>
    <message>
        <source>Imprimir el acta</source>
        <translation>Print the record</translation>
    </message>
    <message>
        <source>Guardar el acta en PDF</source>
        <translation>Save the record as PDF</translation>
    </message>
    <message>
        <source>Página siguiente</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Página anterior</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>{number} · página {page} de {total}</source>
        <translation>{number} · page {page} of {total}</translation>
    </message>
    <message>
        <source>Este equipo no tiene ninguna impresora.</source>
        <translation>This computer has no printer.</translation>
    </message>
    <message>
        <source>Guarde el PDF (Ctrl+S) e imprímalo donde haya una.</source>
        <translation>Save the PDF (Ctrl+S) and print it where there is one.</translation>
    </message>
    <message>
        <source>El acta está guardada.</source>
        <translation>The record is saved.</translation>
    </message>
    <message>
        <source>El acta se envió a la impresora.</source>
        <translation>The record went to the printer.</translation>
    </message>
    <message>
        <source>Es la impresión número {count} de esta acta.</source>
        <translation>It is print number {count} of this record.</translation>
    </message>
    <message>
        <source>Guardar el acta</source>
        <translation>Save the record</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>RefusalLetter</name>
    <message>
        <source>Mensaje a la persona</source>
        <translation>Message to the person</translation>
    </message>
    <message>
        <source>se arma con los motivos</source>
        <translation>built from the reasons</translation>
    </message>
    <message>
        <source>Elija un motivo: aquí se lee el correo exacto antes de negar.</source>
        <translation>Choose a reason: the exact e-mail is read here before refusing.</translation>
    </message>
    <message>
        <source>Sale a {addresses}.</source>
        <translation>Goes to {addresses}.</translation>
    </message>
</context>
<context>
    <name>RegistryErrorWords</name>
    <message>
        <source>Ningún correo nuestro lleva ese código; no se detuvo nada.</source>
        <translation>No e-mail of ours has that code; nothing was stopped.</translation>
    </message>
    <message>
        <source>Pida que se lo lean otra vez del correo, letra por letra: se confunden B y V, M y N, S y 5, Z y 2. Si sigue igual, busque a la persona, mire si tiene un trámite en espera y avise a dirección provincial.</source>
        <translation>Ask to have it read again from the e-mail, letter by letter: B and V, M and N, S and 5, Z and 2 are mistaken for each other. If it is still not found, look the person up, see whether a case of theirs is on hold and tell the provincial director.</translation>
    </message>
    <message>
        <source>Demasiados códigos equivocados en un cuarto de hora.</source>
        <translation>Too many wrong codes within a quarter of an hour.</translation>
    </message>
    <message>
        <source>Espere unos minutos o pida a otra persona de la agencia que lo escriba; los intentos quedan registrados a su nombre.</source>
        <translation>Wait a few minutes or ask a colleague of the agency to type it; the tries are recorded under your name.</translation>
    </message>
    <message>
        <source>El aviso «no fui yo» de esta persona se está atendiendo todavía.</source>
        <translation>The “it was not me” notice of this person is still being attended to.</translation>
    </message>
    <message>
        <source>Lo que está en espera se detiene antes. Intente en un minuto; si sigue igual, avise a quien administra: el centinela no trabaja.</source>
        <translation>What is on hold is stopped first. Try again in a minute; if nothing changes, tell administration: the sentinel is not working.</translation>
    </message>
    <message>
        <source>Los cambios de esta persona ya no están detenidos.</source>
        <translation>This person’s changes are no longer frozen.</translation>
    </message>
    <message>
        <source>No hace falta nada más.</source>
        <translation>Nothing else is needed.</translation>
    </message>
    <message>
        <source>Su función no permite esta acción.</source>
        <translation>Your role does not allow this.</translation>
    </message>
    <message>
        <source>Pida que la realice quien tenga esa función.</source>
        <translation>Ask somebody with that role to do it.</translation>
    </message>
</context>
<context>
    <name>RegistryPresenter</name>
    <message>
        <source>Aviso «no fui yo» ({number})</source>
        <translation>“Not me” report ({number})</translation>
    </message>
</context>
<context>
    <name>RegistryView</name>
    <message>
        <source>Registro</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>cada búsqueda y cada ficha que abre quedan registradas</source>
        <translation>every search and every record you open is recorded</translation>
    </message>
    <message>
        <source>Número o apellidos, y Enter</source>
        <translation>Number or surnames, then Enter</translation>
    </message>
    <message>
        <source>&amp;No fui yo…</source>
        <translation>&amp;Not me…</translation>
    </message>
    <message>
        <source>Abrir la ficha</source>
        <translation>Open the record</translation>
    </message>
    <message>
        <source>Queda escrito en la historia de la persona con su nombre y la hora.</source>
        <translation>It is written in the person’s history with your name and the time.</translation>
    </message>
    <message>
        <source>Personas encontradas</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>Busque a una persona</source>
        <translation>Search for a person</translation>
    </message>
    <message>
        <source>Escriba el número de identificación o los apellidos, en cualquier orden y sin tildes, y pulse Enter. Hacen falta al menos tres letras o cifras.</source>
        <translation>Type the identification number or the surnames, in any order and without accents, and press Enter. At least three letters or digits are needed.</translation>
    </message>
    <message>
        <source>&amp;Volver a los resultados</source>
        <translation>&amp;Back to results</translation>
    </message>
    <message>
        <source>&amp;Mostrar datos</source>
        <translation>&amp;Show data</translation>
    </message>
    <message>
        <source>&amp;Abrir ficha</source>
        <translation>&amp;Open record</translation>
    </message>
    <message>
        <source>Buscar</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Volver o cancelar</source>
        <translation>Back or cancel</translation>
    </message>
    <message>
        <source>Mostrar u ocultar números y datos de contacto</source>
        <translation>Show or hide numbers and contact data</translation>
    </message>
    <message>
        <source>Atender un aviso «no fui yo»</source>
        <translation>Take a “not me” report</translation>
    </message>
    <message>
        <source>Detener los cambios con el código</source>
        <translation>Stop the changes with the code</translation>
    </message>
    <message>
        <source>Levantar la detención de cambios</source>
        <translation>Lift the freeze on changes</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Número</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Nacimiento</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Calidad</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Trámites abiertos</source>
        <translation>Open cases</translation>
    </message>
    <message>
        <source>Cambios</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>detenidos</source>
        <translation>frozen</translation>
    </message>
    <message>
        <source>permitidos</source>
        <translation>allowed</translation>
    </message>
    <message>
        <source>Para buscar hacen falta al menos tres letras o cifras.</source>
        <translation>A search needs at least three letters or digits.</translation>
    </message>
    <message>
        <source>Así nadie hojea el registro. Escriba algo más y pulse Enter.</source>
        <translation>So that nobody leafs through the register. Type a little more and press Enter.</translation>
    </message>
    <message>
        <source>No se encontró a nadie</source>
        <translation>Nobody found</translation>
    </message>
    <message>
        <source>Revise el número o pruebe con otro apellido. La búsqueda quedó registrada.</source>
        <translation>Check the number or try another surname. The search has been recorded.</translation>
    </message>
    <message>
        <source>{n} personas o más</source>
        <translation>{n} people or more</translation>
    </message>
    <message>
        <source>{n} personas</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>una persona</source>
        <translation>one person</translation>
    </message>
    <message>
        <source>Abrir la ficha de {name}</source>
        <translation>Open the record of {name}</translation>
    </message>
    <message>
        <source>&amp;Ocultar datos</source>
        <translation>&amp;Hide data</translation>
    </message>
    <message>
        <source>Mostrar números y datos queda registrado; se ocultan al salir de la pantalla</source>
        <translation>Showing numbers and data is recorded; they are hidden when you leave the screen</translation>
    </message>
    <message>
        <source>Levantar la detención de {name}</source>
        <translation>Lift the freeze on {name}</translation>
    </message>
    <message>
        <source>La persona puede pedir cambios de contacto otra vez.</source>
        <translation>The person can request contact changes again.</translation>
    </message>
    <message>
        <source>Aviso «no fui yo»</source>
        <translation>“Not me” report</translation>
    </message>
    <message>
        <source>Es su propia ficha: la detención la levanta otra persona.</source>
        <translation>This is your own record: somebody else lifts the freeze.</translation>
    </message>
    <message>
        <source>Pídalo a quien le subrogue en la dirección.</source>
        <translation>Ask whoever stands in for you as director.</translation>
    </message>
</context>
<context>
    <name>RegistryWords</name>
    <message>
        <source>cédula {number}</source>
        <translation>cédula {number}</translation>
    </message>
    <message>
        <source>código de extranjero {number}</source>
        <translation>foreigner code {number}</translation>
    </message>
    <message>
        <source>pasaporte {number} ({country})</source>
        <translation>passport {number} ({country})</translation>
    </message>
    <message>
        <source>calidad desconocida</source>
        <translation>status unknown</translation>
    </message>
    <message>
        <source>cambios detenidos</source>
        <translation>changes frozen</translation>
    </message>
    <message>
        <source>vigente</source>
        <translation>current</translation>
    </message>
    <message>
        <source>anterior</source>
        <translation>former</translation>
    </message>
    <message>
        <source>Registro del IESS</source>
        <translation>IESS register</translation>
    </message>
    <message>
        <source>Actualización de contacto</source>
        <translation>Contact update</translation>
    </message>
    <message>
        <source>la persona avisó «no fui yo» ({number})</source>
        <translation>the person answered “it was not me” ({number})</translation>
    </message>
</context>
<context>
    <name>RequirementList</name>
    <message>
        <source>Requisitos</source>
        <translation>Requirements</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>La revisión de {number} se está registrando todavía.</source>
        <translation>The review of {number} is still being recorded.</translation>
    </message>
    <message>
        <source>La revisión de {number} ya está registrada; después no podrá deshacerla.</source>
        <translation>The review of {number} is recorded; afterwards you cannot undo it.</translation>
    </message>
    <message>
        <source>Caso en la mesa</source>
        <translation>Case on the desk</translation>
    </message>
    <message>
        <source>No queda nada por tomar</source>
        <translation>Nothing left to take</translation>
    </message>
    <message>
        <source>Los trámites nuevos aparecen en la cola. Vuelva a intentarlo más tarde.</source>
        <translation>New cases appear in the queue. Try again later.</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>en revisión</source>
        <translation>under review</translation>
    </message>
    <message>
        <source>sin ver</source>
        <translation>not seen</translation>
    </message>
    <message>
        <source>visto</source>
        <translation>seen</translation>
    </message>
    <message>
        <source>conforme</source>
        <translation>conforms</translation>
    </message>
    <message>
        <source>pedir otra vez</source>
        <translation>ask again</translation>
    </message>
    <message>
        <source>con duda</source>
        <translation>in doubt</translation>
    </message>
    <message>
        <source>no aplica</source>
        <translation>not applicable</translation>
    </message>
    <message>
        <source>ya aceptado</source>
        <translation>already accepted</translation>
    </message>
    <message>
        <source>respuesta a «{name}»</source>
        <translation>answer “{name}”</translation>
    </message>
    <message>
        <source>abrir «{name}»</source>
        <translation>open “{name}”</translation>
    </message>
    <message>
        <source>ver todas las páginas de «{name}»</source>
        <translation>see every page of “{name}”</translation>
    </message>
    <message numerus="yes">
        <source>oír %n parte(s) de la declaración</source>
        <translation>
            <numerusform>hear %n part of the declaration</numerusform>
            <numerusform>hear %n parts of the declaration</numerusform>
        </translation>
    </message>
    <message>
        <source>motivo para «{name}»</source>
        <translation>give a reason for “{name}”</translation>
    </message>
    <message>
        <source>qué datos de «{name}» (F9)</source>
        <translation>which items of “{name}” (F9)</translation>
    </message>
    <message>
        <source>«{name}» es obligatorio</source>
        <translation>answer “{name}”, which is mandatory</translation>
    </message>
    <message>
        <source>marcar al menos dos rostros y responder si son la misma persona</source>
        <translation>mark at least two faces and answer whether they are the same person</translation>
    </message>
    <message>
        <source>acortar la nota interna</source>
        <translation>shorten the internal note</translation>
    </message>
    <message>
        <source>acortar la línea para la persona</source>
        <translation>shorten the line for the person</translation>
    </message>
    <message>
        <source>negado</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>falta oír</source>
        <translation>to be heard</translation>
    </message>
    <message>
        <source>falta ver</source>
        <translation>to be seen</translation>
    </message>
    <message>
        <source>un motivo definitivo para negar «{name}»</source>
        <translation>a final reason to refuse “{name}”</translation>
    </message>
    <message>
        <source>decir si es la misma persona en los cuatro rostros</source>
        <translation>say whether the four faces are of the same person</translation>
    </message>
    <message>
        <source>negar con un motivo definitivo: no quedan más correcciones</source>
        <translation>refuse with a final reason: no corrections are left</translation>
    </message>
    <message>
        <source>{done} de {total} conformes.</source>
        <translation>{done} of {total} conform.</translation>
    </message>
    <message>
        <source>Falta: {what}.</source>
        <translation>Still to do: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>Y %n más.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message>
        <source>Falta {what}</source>
        <translation>Missing: {what}</translation>
    </message>
    <message numerus="yes">
        <source>y %n más</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Falta(n) %n</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message>
        <source>Pasa a videollamada</source>
        <translation>Goes to a video call</translation>
    </message>
    <message>
        <source>Se pide corregir</source>
        <translation>A correction is requested</translation>
    </message>
    <message>
        <source>Se niega el trámite</source>
        <translation>The request is refused</translation>
    </message>
    <message>
        <source>Pasa a otra persona</source>
        <translation>Goes to somebody else</translation>
    </message>
    <message>
        <source>Documentos aceptados; sigue la videollamada.</source>
        <translation>Documents accepted; the video call comes next.</translation>
    </message>
    <message>
        <source>Se pedirá la corrección por correo.</source>
        <translation>The correction will be requested by e-mail.</translation>
    </message>
    <message>
        <source>Trámite negado; se avisará por correo.</source>
        <translation>Request refused; the person will be told by e-mail.</translation>
    </message>
    <message>
        <source>Otra persona dará la segunda opinión.</source>
        <translation>Somebody else will give the second opinion.</translation>
    </message>
</context>
<context>
    <name>RiskCard</name>
    <message>
        <source>Avisos de riesgo</source>
        <translation>Risk marks</translation>
    </message>
    <message>
        <source>ninguna</source>
        <translation>none</translation>
    </message>
    <message>
        <source>aviso</source>
        <translation>notice</translation>
    </message>
    <message>
        <source>atención</source>
        <translation>attention</translation>
    </message>
    <message>
        <source>alarma</source>
        <translation>alarm</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>&amp;Enlace de la reunión</source>
        <translation>&amp;Meeting link</translation>
    </message>
    <message>
        <source>Convocatoria como la leerá la persona</source>
        <translation>The invitation as the person will read it</translation>
    </message>
    <message>
        <source>después del término</source>
        <translation>after the term</translation>
    </message>
    <message>
        <source>Convocar</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>No hay horas libres</source>
        <translation>No free times</translation>
    </message>
    <message>
        <source>Dejar la hora como está</source>
        <translation>Leave the time as it is</translation>
    </message>
    <message>
        <source>Créelo en {tool} y péguelo; esta pantalla no lo abre.</source>
        <translation>Create it in {tool} and paste it; this screen does not open it.</translation>
    </message>
    <message>
        <source>Mover la cita</source>
        <translation>Move the call</translation>
    </message>
    <message>
        <source>hora de Ecuador · hora de {place}</source>
        <translation>Ecuador time · {place} time</translation>
    </message>
    <message>
        <source>Con la hora y el enlace, aquí se lee la convocatoria exacta.</source>
        <translation>With time and link, the exact invitation is shown here.</translation>
    </message>
    <message>
        <source>correo a {recipient}</source>
        <translation>e-mail to {recipient}</translation>
    </message>
    <message>
        <source>cita para su calendario (.ics)</source>
        <translation>calendar entry (.ics)</translation>
    </message>
    <message numerus="yes">
        <source>%n recordatorio(s)</source>
        <translation>
            <numerusform>%n reminder</numerusform>
            <numerusform>%n reminders</numerusform>
        </translation>
    </message>
    <message>
        <source>sin recordatorios: falta poco</source>
        <translation>no reminders: too soon</translation>
    </message>
    <message>
        <source>Sale: {what}.</source>
        <translation>Going out: {what}.</translation>
    </message>
    <message>
        <source>2 · Enlace y convocatoria</source>
        <translation>2 · Link and invitation</translation>
    </message>
    <message>
        <source>Elija una hora libre.</source>
        <translation>Choose a free time.</translation>
    </message>
    <message>
        <source>Elija una hora con las flechas.</source>
        <translation>Choose a time with the arrow keys.</translation>
    </message>
    <message>
        <source>Falta el enlace de la reunión.</source>
        <translation>The meeting link is missing.</translation>
    </message>
    <message>
        <source>La convocatoria todavía se está preparando.</source>
        <translation>The invitation is still being prepared.</translation>
    </message>
</context>
<context>
    <name>ScreenTitles</name>
    <message>
        <source>Mi puesto</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Cola</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Mesa de caso</source>
        <translation>Case desk</translation>
    </message>
    <message>
        <source>Videollamadas</source>
        <translation>Video calls</translation>
    </message>
    <message>
        <source>Registro</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Administración</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>Auditoría</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Señales</source>
        <translation>Warning signs</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>No queda ningún caso por convocar.</source>
        <translation>No case left to schedule.</translation>
    </message>
    <message>
        <source>Los casos aparecen aquí cuando sus documentos se aceptan.</source>
        <translation>Cases appear here once their documents are accepted.</translation>
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
    <name>SearchForm</name>
    <message>
        <source>Qué se busca</source>
        <translation>What is looked for</translation>
    </message>
    <message>
        <source>cualquiera</source>
        <translation>any</translation>
    </message>
    <message>
        <source>&amp;Trámite</source>
        <translation>&amp;Case</translation>
    </message>
    <message>
        <source>Número de la &amp;persona</source>
        <translation>&amp;Person&apos;s number</translation>
    </message>
    <message>
        <source>Cuenta de &amp;quien actuó</source>
        <translation>&amp;Account of who acted</translation>
    </message>
    <message>
        <source>&amp;Hecho</source>
        <translation>&amp;Event</translation>
    </message>
    <message>
        <source>&amp;Desde</source>
        <translation>&amp;From</translation>
    </message>
    <message>
        <source>Ha&amp;sta</source>
        <translation>&amp;To</translation>
    </message>
    <message>
        <source>Mot&amp;ivo</source>
        <translation>&amp;Reason</translation>
    </message>
    <message>
        <source>Por qué mira fuera de su trabajo. Queda registrado con la búsqueda.</source>
        <translation>Why you look outside your own work. It is recorded with the search.</translation>
    </message>
    <message>
        <source>B&amp;uscar</source>
        <translation>&amp;Search</translation>
    </message>
    <message>
        <source>Escriba día-mes-año, como 16-09-2026.</source>
        <translation>Write day-month-year, like 16-09-2026.</translation>
    </message>
</context>
<context>
    <name>SecretForm</name>
    <message>
        <source>Al menos {n} signos; no puede contener el usuario.</source>
        <translation>At least {n} characters; it cannot contain the user name.</translation>
    </message>
    <message>
        <source>Contraseña inicial</source>
        <translation>First password</translation>
    </message>
    <message>
        <source>La misma, otra vez</source>
        <translation>The same again</translation>
    </message>
    <message>
        <source>No es igual a la contraseña escrita antes. Escríbala otra vez.</source>
        <translation>Not the same as the password typed before. Type it again.</translation>
    </message>
</context>
<context>
    <name>ServerErrorWords</name>
    <message>
        <source>El archivo «{place}» no se puede leer o no está bien escrito.</source>
        <translation>The file “{place}” cannot be read or is not well written.</translation>
    </message>
    <message>
        <source>La clave «{key}» no existe.</source>
        <translation>There is no key “{key}”.</translation>
    </message>
    <message>
        <source>Falta la clave «{key}».</source>
        <translation>The key “{key}” is missing.</translation>
    </message>
    <message>
        <source>Falta la clave «{key}»: va junto con la otra del certificado.</source>
        <translation>The key “{key}” is missing: it goes with the other one of the certificate.</translation>
    </message>
    <message>
        <source>«{key}» solo puede ser: {choices}.</source>
        <translation>“{key}” can only be: {choices}.</translation>
    </message>
    <message>
        <source>El valor de «{key}» no es de la clase que debe ser.</source>
        <translation>The value of “{key}” is not of the kind it has to be.</translation>
    </message>
    <message>
        <source>Pida a quien administra el equipo que corrija «{place}»; si hay otro perfil, abra ese.</source>
        <translation>Ask whoever looks after this computer to mend “{place}”; if there is another profile, open that one.</translation>
    </message>
    <message>
        <source>Pida a quien administra el equipo que lo corrija; si hay otro perfil, abra ese.</source>
        <translation>Ask whoever looks after this computer to mend it; if there is another profile, open that one.</translation>
    </message>
    <message>
        <source>La dirección de la base de datos del perfil no se entiende.</source>
        <translation>The address of the database in the profile cannot be understood.</translation>
    </message>
    <message>
        <source>La base de datos del perfil debe ser sqlite:/// o postgresql://.</source>
        <translation>The database of the profile has to be sqlite:/// or postgresql://.</translation>
    </message>
    <message>
        <source>El perfil debilita la conexión segura: {option}={value}.</source>
        <translation>The profile weakens the safe connection: {option}={value}.</translation>
    </message>
    <message>
        <source>Pida a quien administra el equipo que quite esa opción.</source>
        <translation>Ask whoever looks after this computer to take that option out.</translation>
    </message>
    <message>
        <source>El perfil no dice en qué autoridad se cree para reconocer al servidor.</source>
        <translation>The profile does not say which authority is believed when the server says who it is.</translation>
    </message>
    <message>
        <source>Pida a quien administra el equipo el archivo para «server_ca».</source>
        <translation>Ask whoever looks after this computer for the file of “server_ca”.</translation>
    </message>
    <message>
        <source>Un archivo para la conexión segura no existe o no se puede leer: {file}.</source>
        <translation>A file for the safe connection does not exist or cannot be read: {file}.</translation>
    </message>
    <message>
        <source>No escriba su contraseña. Avise a administración.</source>
        <translation>Do not type your password. Tell administration.</translation>
    </message>
    <message>
        <source>El servidor no demostró ser el de su perfil: su certificado es de otra autoridad, de otro nombre o está vencido.</source>
        <translation>The server did not prove to be the one of your profile: its certificate is of another authority, of another name or expired.</translation>
    </message>
    <message>
        <source>El servidor no ofrece una conexión segura; no se le dijo nada.</source>
        <translation>The server offers no safe connection; nothing was said to it.</translation>
    </message>
    <message>
        <source>Otro equipo puede estar en medio de la conexión; no se le dijo nada.</source>
        <translation>Another machine may stand in between; nothing was said to it.</translation>
    </message>
    <message>
        <source>El servidor no aceptó el certificado de este equipo, o falta.</source>
        <translation>The server did not take this computer&apos;s certificate, or there is none.</translation>
    </message>
    <message>
        <source>Pida a quien administra el equipo que lo revise en el perfil.</source>
        <translation>Ask whoever looks after this computer to look at it in the profile.</translation>
    </message>
    <message>
        <source>La conexión se cortó al guardar y no se sabe si quedó guardado.</source>
        <translation>The connection was cut while saving, and nobody knows whether it was saved.</translation>
    </message>
    <message>
        <source>Antes de repetir, abra el caso otra vez y mire; nada se guarda dos veces.</source>
        <translation>Before you repeat it, open the case again and look; nothing is saved twice.</translation>
    </message>
    <message>
        <source>El servidor ya no acepta su usuario o su contraseña.</source>
        <translation>The server takes your user name or your password no more.</translation>
    </message>
    <message>
        <source>Cierre la sesión y entre otra vez.</source>
        <translation>Sign out and in again.</translation>
    </message>
</context>
<context>
    <name>SettingEditor</name>
    <message>
        <source>Rige desde</source>
        <translation>Applies from</translation>
    </message>
    <message>
        <source>Hoy o después; lo pasado no cambia. Las flechas ↑ ↓ mueven la fecha.</source>
        <translation>Today or later; the past does not change. The arrows ↑ ↓ move the date.</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Guardar cambio</source>
        <translation>Save change</translation>
    </message>
    <message>
        <source>Obligatorio, de {n} letras o más. Queda registrado con su nombre.</source>
        <translation>Required, {n} letters or more. Recorded with your name.</translation>
    </message>
    <message>
        <source>Escriba un día como {day}, o uno posterior.</source>
        <translation>Write a day such as {day}, or a later one.</translation>
    </message>
    <message>
        <source>Historia</source>
        <translation>History</translation>
    </message>
    <message>
        <source>{value}, desde el {day}</source>
        <translation>{value}, from {day}</translation>
    </message>
    <message>
        <source>el programa</source>
        <translation>the program</translation>
    </message>
    <message numerus="yes">
        <source>y %n anteriores</source>
        <translation>
            <numerusform>and %n earlier</numerusform>
            <numerusform>and %n earlier</numerusform>
        </translation>
    </message>
    <message>
        <source>De fábrica: {value}</source>
        <translation>As shipped: {value}</translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Ajustes</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>cada cambio rige desde un día y queda registrado</source>
        <translation>every change applies from a day and is recorded</translation>
    </message>
    <message>
        <source>&amp;Cambiar ajuste</source>
        <translation>&amp;Edit setting</translation>
    </message>
    <message>
        <source>Cambiar el ajuste</source>
        <translation>Edit the setting</translation>
    </message>
    <message>
        <source>Guardar cambio</source>
        <translation>Save change</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ajuste</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>En vigor</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Después</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>valor de fábrica</source>
        <translation>as shipped</translation>
    </message>
    <message>
        <source>sin cambio previsto</source>
        <translation>no change planned</translation>
    </message>
    <message>
        <source>Ajuste guardado: {label}.</source>
        <translation>Setting saved: {label}.</translation>
    </message>
    <message>
        <source>Cada puesto lo toma, a más tardar, al abrir el programa otra vez.</source>
        <translation>Every desk takes it up when the program is next opened, at the latest.</translation>
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
    <name>SideBySide</name>
    <message>
        <source>Solo imágenes y documentos se ponen uno al lado del otro.</source>
        <translation>Only pictures and documents are put side by side.</translation>
    </message>
    <message>
        <source>Elija primero una imagen o un documento; luego pulse P.</source>
        <translation>First choose a picture or a document; then press P.</translation>
    </message>
    <message>
        <source>Envío anterior</source>
        <translation>Earlier submission</translation>
    </message>
    <message>
        <source>No hay con qué comparar: no llegó otro documento.</source>
        <translation>There is nothing to compare with: no other document came.</translation>
    </message>
    <message>
        <source>Cuando llegue una corrección, P pone el envío anterior al lado.</source>
        <translation>When a correction comes, P puts the earlier submission beside it.</translation>
    </message>
    <message>
        <source>página {page} de {total}</source>
        <translation>page {page} of {total}</translation>
    </message>
    <message>
        <source>vistas enlazadas</source>
        <translation>views linked</translation>
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
    <name>SignInPresenter</name>
    <message>
        <source>La contraseña guardada en este equipo se borró: escríbala.</source>
        <translation>The password kept on this computer was erased: type it.</translation>
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
        <source>Có&amp;digo de un solo uso</source>
        <translation>One-time co&amp;de</translation>
    </message>
    <message>
        <source>Los seis dígitos que muestra ahora su aplicación de autenticación.</source>
        <translation>The six digits your authenticator shows now.</translation>
    </message>
    <message>
        <source>&amp;Recordar la contraseña en este equipo</source>
        <translation>&amp;Remember the password on this computer</translation>
    </message>
    <message>
        <source>La guarda el llavero del sistema; se borra si el servidor ya no la acepta.</source>
        <translation>The system&apos;s keyring keeps it; it is erased when the server takes it no more.</translation>
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
        <translation>Cases from the virtual window and the counter</translation>
    </message>
    <message>
        <source>Guardada en este equipo</source>
        <translation>Kept on this computer</translation>
    </message>
    <message>
        <source>Escriba los seis dígitos.</source>
        <translation>Type the six digits.</translation>
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
    <name>SignWords</name>
    <message>
        <source>decidida muy poco después de la videollamada</source>
        <translation>decided very soon after the video call</translation>
    </message>
    <message>
        <source>requisitos revisados muy rápido</source>
        <translation>requirements reviewed very fast</translation>
    </message>
    <message>
        <source>fuera del horario de la agencia</source>
        <translation>outside the hours of the agency</translation>
    </message>
    <message>
        <source>decidió quien había revisado</source>
        <translation>decided by whoever had reviewed</translation>
    </message>
    <message>
        <source>la persona avisó «no fui yo»</source>
        <translation>the person said “not me”</translation>
    </message>
    <message>
        <source>el hecho de la decisión fue alterado</source>
        <translation>the event of the decision was altered</translation>
    </message>
    <message>
        <source>cambios detenidos</source>
        <translation>changes stopped</translation>
    </message>
    <message>
        <source>correo que usan otras personas</source>
        <translation>e-mail used by other people</translation>
    </message>
    <message>
        <source>teléfono que usan otras personas</source>
        <translation>phone used by other people</translation>
    </message>
    <message>
        <source>correo que imita a otro</source>
        <translation>e-mail that imitates another</translation>
    </message>
    <message>
        <source>correo con letras de otro alfabeto</source>
        <translation>e-mail with letters of another alphabet</translation>
    </message>
    <message>
        <source>otro cambio hace poco</source>
        <translation>another change not long ago</translation>
    </message>
    <message>
        <source>cambian correo y teléfono a la vez</source>
        <translation>e-mail and phone change at once</translation>
    </message>
    <message>
        <source>teléfono de otro país</source>
        <translation>phone of another country</translation>
    </message>
    <message>
        <source>pensionista o persona mayor</source>
        <translation>pensioner or elderly person</translation>
    </message>
    <message>
        <source>sin dirección anterior a la que avisar</source>
        <translation>no earlier address to warn</translation>
    </message>
    <message>
        <source>archivo igual al de otra persona</source>
        <translation>same file as another person&apos;s</translation>
    </message>
    <message>
        <source>imagen casi igual a la de otra persona</source>
        <translation>picture nearly the same as another person&apos;s</translation>
    </message>
    <message>
        <source>formulario antiguo</source>
        <translation>old form</translation>
    </message>
    <message>
        <source>formulario con fecha futura</source>
        <translation>form dated in the future</translation>
    </message>
    <message>
        <source>la zona legible del documento no coincide</source>
        <translation>the machine-readable zone does not match</translation>
    </message>
    <message>
        <source>documento en otro trámite</source>
        <translation>document on another case</translation>
    </message>
    <message>
        <source>persona fuera del registro</source>
        <translation>person not in the register</translation>
    </message>
</context>
<context>
    <name>SignsView</name>
    <message>
        <source>Señales</source>
        <translation>Warning signs</translation>
    </message>
    <message>
        <source>decisiones que piden que alguien las mire</source>
        <translation>decisions that ask to be looked at</translation>
    </message>
    <message>
        <source>últimos {n} días</source>
        <translation>last {n} days</translation>
    </message>
    <message>
        <source>Período</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Dar por vista</source>
        <translation>Mark as seen</translation>
    </message>
    <message>
        <source>Queda escrito en la historia del trámite con su nombre y la hora.</source>
        <translation>It is written into the history of the case with your name and the time.</translation>
    </message>
    <message>
        <source>Dar por vis&amp;ta…</source>
        <translation>Mark as se&amp;en…</translation>
    </message>
    <message>
        <source>&amp;Ver sus hechos</source>
        <translation>&amp;View its events</translation>
    </message>
    <message>
        <source>Cuándo</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Trámite</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Decisión</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Por qué</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Quién</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Decisiones con señales</source>
        <translation>Decisions with signs</translation>
    </message>
    <message>
        <source>Ninguna señal</source>
        <translation>No signs</translation>
    </message>
    <message>
        <source>Ninguna decisión de este período pide que la miren.</source>
        <translation>No decision of this period asks to be looked at.</translation>
    </message>
    <message>
        <source>vista</source>
        <translation>seen</translation>
    </message>
    <message>
        <source>por mirar</source>
        <translation>to be looked at</translation>
    </message>
    <message>
        <source>Ver los hechos del trámite</source>
        <translation>View the events of the case</translation>
    </message>
    <message>
        <source>Dar por vista la decisión</source>
        <translation>Mark the decision as seen</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Dar por vista la decisión de {number}</source>
        <translation>Mark the decision of {number} as seen</translation>
    </message>
    <message>
        <source>Quedó escrito que la miró.</source>
        <translation>It is written that you looked at it.</translation>
    </message>
</context>
<context>
    <name>SlotGrid</name>
    <message>
        <source>Horas por día</source>
        <translation>Times by day</translation>
    </message>
</context>
<context>
    <name>SlotWords</name>
    <message>
        <source>{here} en Ecuador, {there} donde vive la persona</source>
        <translation>{here} in Ecuador, {there} where the person lives</translation>
    </message>
    <message>
        <source>después de que vence el término</source>
        <translation>after the term</translation>
    </message>
    <message>
        <source>fuera de las horas cómodas allá</source>
        <translation>outside convenient hours there</translation>
    </message>
    <message>
        <source>Elija una hora libre; Inicio va a la primera.</source>
        <translation>Choose a free time; Home goes to the first.</translation>
    </message>
    <message>
        <source>Esa hora ya pasó.</source>
        <translation>That time is over.</translation>
    </message>
    <message>
        <source>Esa hora está demasiado cerca: la persona no alcanzaría a leer el correo.</source>
        <translation>That time is too soon: the person would not get to read the e-mail.</translation>
    </message>
    <message>
        <source>A esa hora usted ya tiene otra videollamada.</source>
        <translation>You already have another video call at that time.</translation>
    </message>
    <message>
        <source>Elija una hora libre (Inicio va a la primera) o mueva antes la otra cita.</source>
        <translation>Choose a free time (Home goes to the first) or move the other appointment first.</translation>
    </message>
    <message>
        <source>A esa hora es de noche o muy temprano donde vive la persona.</source>
        <translation>At that time it is night or very early where the person lives.</translation>
    </message>
    <message>
        <source>A esa hora la agencia no atiende.</source>
        <translation>The agency does not attend at that time.</translation>
    </message>
    <message>
        <source>Ese día la agencia no atiende: es feriado.</source>
        <translation>The agency does not attend on that day: it is a holiday.</translation>
    </message>
    <message>
        <source>ya pasó</source>
        <translation>past</translation>
    </message>
    <message>
        <source>pronto</source>
        <translation>too soon</translation>
    </message>
    <message>
        <source>ocupada</source>
        <translation>taken</translation>
    </message>
    <message>
        <source>de noche</source>
        <translation>night</translation>
    </message>
    <message>
        <source>cerrado</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>feriado</source>
        <translation>holiday</translation>
    </message>
</context>
<context>
    <name>SnapshotStrip</name>
    <message>
        <source>Cuadros guardados como evidencia</source>
        <translation>Frames kept as evidence</translation>
    </message>
    <message>
        <source>Dejar fuera el cuadro marcado</source>
        <translation>Leave out the marked frame</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Enter va a su momento; Supr lo deja fuera de la revisión.</source>
        <translation>Enter goes to its moment; Del leaves it out of the review.</translation>
    </message>
    <message>
        <source>Cuadro en {time}, SHA-256 {hash}</source>
        <translation>Frame at {time}, SHA-256 {hash}</translation>
    </message>
</context>
<context>
    <name>StaffPane</name>
    <message>
        <source>Personal</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>&amp;Modificar</source>
        <translation>&amp;Change</translation>
    </message>
    <message>
        <source>&amp;Otra contraseña</source>
        <translation>New &amp;password</translation>
    </message>
    <message>
        <source>Segundo &amp;factor</source>
        <translation>Second &amp;factor</translation>
    </message>
    <message>
        <source>&amp;Desactivar</source>
        <translation>&amp;Disable</translation>
    </message>
    <message>
        <source>Añadir &amp;persona</source>
        <translation>&amp;Add person</translation>
    </message>
    <message>
        <source>Modificar a una persona</source>
        <translation>Change a person</translation>
    </message>
    <message>
        <source>Dar otra contraseña</source>
        <translation>Set a new password</translation>
    </message>
    <message>
        <source>Desactivar o activar la cuenta</source>
        <translation>Disable or enable the account</translation>
    </message>
    <message>
        <source>Añadir a una persona</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>Dar un segundo factor</source>
        <translation>Give a second factor</translation>
    </message>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Nombre</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Usuario</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Función</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Agencia</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Cédula</source>
        <translation>Cédula</translation>
    </message>
    <message>
        <source>Estado de la cuenta</source>
        <translation>Account state</translation>
    </message>
    <message numerus="yes">
        <source>%n cuentas</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activas</source>
        <translation>
            <numerusform>%n enabled</numerusform>
            <numerusform>%n enabled</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Activar</source>
        <translation>&amp;Enable</translation>
    </message>
    <message>
        <source>Elija primero a una persona en la tabla, con las flechas.</source>
        <translation>First choose a person in the table, with the arrow keys.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Teclas</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Conectado</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Sin conexión</source>
        <translation>No connection</translation>
    </message>
    <message numerus="yes">
        <source>%n a tiempo</source>
        <translation>
            <numerusform>%n on time</numerusform>
            <numerusform>%n on time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vencen hoy</source>
        <translation>
            <numerusform>%n due today</numerusform>
            <numerusform>%n due today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vencidos</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n en pausa</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message>
        <source>Guardado {0}</source>
        <translation>Saved {0}</translation>
    </message>
</context>
<context>
    <name>TakeOverPage</name>
    <message>
        <source>Quien decide atendió la llamada: se convoca otra vez y la atiende usted. Se puede si la cuenta de esa persona está desactivada o tiene otra función; si solo está ausente, pídalo a dirección.</source>
        <translation>Whoever decides held the call: it is appointed again and you hold it. That is possible if that person&apos;s account is disabled or has another duty; if they are only away, ask the director.</translation>
    </message>
    <message>
        <source>Volver a convocar</source>
        <translation>Appoint again</translation>
    </message>
    <message>
        <source>Lo dejó otra persona</source>
        <translation>Left by somebody else</translation>
    </message>
    <message>
        <source>{name} atendió la videollamada y no decidió.</source>
        <translation>{name} held the video call and did not decide.</translation>
    </message>
    <message>
        <source>{name} empezó la videollamada y no registró el resultado.</source>
        <translation>{name} began the video call and did not record its outcome.</translation>
    </message>
    <message>
        <source>Otra persona</source>
        <translation>Somebody else</translation>
    </message>
</context>
<context>
    <name>TimeLeftBadges</name>
    <message>
        <source>1 vencido</source>
        <translation>1 overdue</translation>
    </message>
    <message>
        <source>{n} vencidos</source>
        <translation>{n} overdue</translation>
    </message>
    <message>
        <source>1 vence hoy</source>
        <translation>1 due today</translation>
    </message>
    <message>
        <source>{n} vencen hoy</source>
        <translation>{n} due today</translation>
    </message>
    <message>
        <source>{n} a tiempo</source>
        <translation>{n} on time</translation>
    </message>
    <message>
        <source>{n} en pausa</source>
        <translation>{n} paused</translation>
    </message>
</context>
<context>
    <name>TodayCard</name>
    <message>
        <source>Terminadas</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Por atender</source>
        <translation>To come</translation>
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
    <name>UnfreezeCard</name>
    <message>
        <source>Levantar la detención</source>
        <translation>Lift the freeze</translation>
    </message>
    <message>
        <source>Los cambios de contacto se podrán pedir otra vez. Queda registrado.</source>
        <translation>Contact changes can be requested again. This is recorded.</translation>
    </message>
    <message>
        <source>Código de un solo uso</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Firma este acto con su nombre.</source>
        <translation>Signs this act with your name.</translation>
    </message>
    <message>
        <source>Escriba el código que muestra ahora su aplicación de autenticación.</source>
        <translation>Type the code your authenticator shows now.</translation>
    </message>
</context>
<context>
    <name>ValidationView</name>
    <message>
        <source>Videollamadas</source>
        <translation>Video calls</translation>
    </message>
    <message>
        <source>Abrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Enter abre la cita o el caso elegido.</source>
        <translation>Enter opens the chosen call or case.</translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Ir a la lista</source>
        <translation>Go to the list</translation>
    </message>
    <message>
        <source>Ir a los casos por convocar</source>
        <translation>Go to the cases to schedule</translation>
    </message>
    <message>
        <source>Ir al caso abierto</source>
        <translation>Go to the open case</translation>
    </message>
    <message>
        <source>Convocatoria guardada</source>
        <translation>Invitation saved</translation>
    </message>
    <message>
        <source>Resultado guardado</source>
        <translation>Outcome saved</translation>
    </message>
    <message>
        <source>La videollamada se convoca otra vez</source>
        <translation>The video call is appointed again</translation>
    </message>
    <message>
        <source>Decisión guardada</source>
        <translation>Decision saved</translation>
    </message>
    <message>
        <source>Volver a cargar</source>
        <translation>Reload</translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>Valor nuevo</source>
        <translation>New value</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Resolver y siguiente</source>
        <translation>Finish and next</translation>
    </message>
    <message>
        <source>Respuesta</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Conforme</source>
        <translation>Conforms</translation>
    </message>
    <message>
        <source>Pedir otra vez</source>
        <translation>Ask again</translation>
    </message>
    <message>
        <source>Negar</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Duda</source>
        <translation>Doubt</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Decisión</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Aprobar el cambio</source>
        <translation>Approve the change</translation>
    </message>
    <message>
        <source>Negar el cambio</source>
        <translation>Refuse the change</translation>
    </message>
    <message>
        <source>Su contraseña</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Código de un solo uso</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Firma esta decisión con su nombre.</source>
        <translation>Signs this decision with your name.</translation>
    </message>
    <message>
        <source>Motivos</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Nota interna</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>No se envía a la persona.</source>
        <translation>Not sent to the person.</translation>
    </message>
    <message>
        <source>Escribir la nota</source>
        <translation>Write the note</translation>
    </message>
    <message>
        <source>Escribir la contraseña o el código</source>
        <translation>Type the password or the code</translation>
    </message>
</context>
<context>
    <name>VideoPane</name>
    <message>
        <source>Video de autorización</source>
        <translation>Authorisation video</translation>
    </message>
    <message>
        <source>Declaración</source>
        <translation>Declaration</translation>
    </message>
    <message>
        <source>Se oye la parte que sigue</source>
        <translation>The next part is heard</translation>
    </message>
    <message>
        <source>La parte marcada no se oye</source>
        <translation>The marked part is not heard</translation>
    </message>
    <message>
        <source>Quitar la última marca</source>
        <translation>Take back the last mark</translation>
    </message>
    <message>
        <source>Oír otra vez la parte marcada</source>
        <translation>Hear the marked part again</translation>
    </message>
    <message>
        <source>Sin salida de sonido no se oye, y aquí la barra de volumen no muestra voz: conecte audífonos, o marque donde la barra esté en verde.</source>
        <translation>Without sound output nothing is heard, and the loudness bar shows no voice here: plug in headphones, or tick where the bar is green.</translation>
    </message>
    <message>
        <source>El video aún no está abierto: espere a que se vea.</source>
        <translation>The video is not open yet: wait until you see it.</translation>
    </message>
    <message>
        <source>El video no tiene sonido que se pueda oír: ninguna parte puede marcarse.</source>
        <translation>The video has no sound that can be heard: no piece can be ticked.</translation>
    </message>
    <message>
        <source>Este punto del video no se ha reproducido: oiga el video con K y marque al oír.</source>
        <translation>This point of the video was not played: play it with K and tick as you hear.</translation>
    </message>
    <message>
        <source>En este mismo punto ya marcó otra parte: siga oyendo.</source>
        <translation>You already marked another part at this very point: keep listening.</translation>
    </message>
    <message>
        <source>En este mismo punto ya marcó otra parte: siga oyendo con K.</source>
        <translation>You already ticked another piece at this very point: go on listening with K.</translation>
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
        <source>Sin salida de sonido en este equipo</source>
        <translation>No sound output on this machine</translation>
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
        <source>el sonido no se cargó a tiempo</source>
        <translation>the sound did not load in time</translation>
    </message>
    <message>
        <source>el sonido no se puede leer</source>
        <translation>the sound cannot be read</translation>
    </message>
</context>
<context>
    <name>ViewNameCard</name>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Nombre de la vista</source>
        <translation>Name of the view</translation>
    </message>
    <message>
        <source>Guarda la vista y el estado elegidos, solo para usted; no lo que busca.</source>
        <translation>Saves the chosen view and state, for you only; not what you search for.</translation>
    </message>
    <message>
        <source>Escriba un nombre para la vista.</source>
        <translation>Write a name for the view.</translation>
    </message>
</context>
<context>
    <name>ViewsBar</name>
    <message>
        <source>Vista</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>&amp;Guardar vista</source>
        <translation>&amp;Save view</translation>
    </message>
    <message>
        <source>Cambiar &amp;nombre</source>
        <translation>Chan&amp;ge name</translation>
    </message>
    <message>
        <source>Eli&amp;minar vista</source>
        <translation>&amp;Delete view</translation>
    </message>
    <message>
        <source>Guardar la vista con un nombre</source>
        <translation>Save the view under a name</translation>
    </message>
    <message>
        <source>Cambiar el nombre de la vista</source>
        <translation>Change the name of the view</translation>
    </message>
    <message>
        <source>Eliminar la vista</source>
        <translation>Delete the view</translation>
    </message>
    <message>
        <source>Deshacer la vista eliminada</source>
        <translation>Undo deleting the view</translation>
    </message>
    <message>
        <source>Dejar la vista sin guardar</source>
        <translation>Leave the view unsaved</translation>
    </message>
    <message>
        <source>Guardar vista</source>
        <translation>Save view</translation>
    </message>
    <message>
        <source>Cambiar el nombre de «{name}»</source>
        <translation>Change the name of “{name}”</translation>
    </message>
    <message>
        <source>Mi provincia</source>
        <translation>My province</translation>
    </message>
    <message>
        <source>Mi trabajo</source>
        <translation>My work</translation>
    </message>
    <message>
        <source>Lo que tengo</source>
        <translation>What I hold</translation>
    </message>
    <message>
        <source>Esperan a la persona</source>
        <translation>Waiting for the person</translation>
    </message>
    <message>
        <source>Cerrados</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Todo el país</source>
        <translation>Whole country</translation>
    </message>
    <message>
        <source>{name} (ya no sirve)</source>
        <translation>{name} (no longer usable)</translation>
    </message>
    <message>
        <source>Todos</source>
        <translation>All</translation>
    </message>
    <message>
        <source>La vista «{name}» usa un filtro que ya no existe.</source>
        <translation>The view “{name}” uses a filter that no longer exists.</translation>
    </message>
    <message>
        <source>La lista sigue como estaba. Elimínela y guarde otra en su lugar.</source>
        <translation>The list stays as it was. Delete the view and save another in its place.</translation>
    </message>
    <message>
        <source>Eliminar vista</source>
        <translation>Delete view</translation>
    </message>
    <message>
        <source>Se eliminó la vista «{name}».</source>
        <translation>The view “{name}” was deleted.</translation>
    </message>
    <message>
        <source>Deshacer</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>No hay nada que deshacer.</source>
        <translation>There is nothing to undo.</translation>
    </message>
</context>
<context>
    <name>WorkHeader</name>
    <message>
        <source>Soltar</source>
        <translation>Hand back</translation>
    </message>
    <message>
        <source>Soltar el caso</source>
        <translation>Hand the case back</translation>
    </message>
    <message>
        <source>Caso</source>
        <translation>Case</translation>
    </message>
    <message numerus="yes">
        <source>%n ausencia(s)</source>
        <translation>
            <numerusform>%n no-show</numerusform>
            <numerusform>%n no-shows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ZonePanel</name>
    <message>
        <source>Zona de lectura mecánica del documento</source>
        <translation>Machine-readable zone of the document</translation>
    </message>
    <message>
        <source>Copie las líneas con «&lt;» si el documento las tiene</source>
        <translation>Copy the lines with “&lt;” if the document has them</translation>
    </message>
    <message>
        <source>Zona de lectura mecánica</source>
        <translation>Machine-readable zone</translation>
    </message>
    <message>
        <source>no coincide</source>
        <translation>differs</translation>
    </message>
    <message>
        <source>El documento está caducado según su zona.</source>
        <translation>The document has expired, by its zone.</translation>
    </message>
    <message>
        <source>caducado</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>compare</translation>
    </message>
    <message>
        <source>nota</source>
        <translation>note</translation>
    </message>
    <message>
        <source>Dígitos de control correctos; coincide con lo declarado.</source>
        <translation>Check digits right; it agrees with what was declared.</translation>
    </message>
    <message>
        <source>coincide</source>
        <translation>agrees</translation>
    </message>
</context>
<context>
    <name>ZoneWords</name>
    <message>
        <source>{field}: el documento dice {document}; se declaró {declared}.</source>
        <translation>{field}: the document says {document}; {declared} was declared.</translation>
    </message>
    <message>
        <source>La zona no cuadra consigo misma: compare letra por letra.</source>
        <translation>The zone disagrees with itself: compare letter by letter.</translation>
    </message>
    <message>
        <source>Nombres</source>
        <translation>Names</translation>
    </message>
    <message>
        <source>Fecha de nacimiento</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Fecha de caducidad</source>
        <translation>Date of expiry</translation>
    </message>
    <message>
        <source>Número del documento</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>Pasaporte</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Datos opcionales</source>
        <translation>Optional data</translation>
    </message>
    <message>
        <source>Toda la zona</source>
        <translation>The whole zone</translation>
    </message>
    <message>
        <source>País que emite</source>
        <translation>Issuing country</translation>
    </message>
    <message>
        <source>Nacionalidad</source>
        <translation>Nationality</translation>
    </message>
    <message>
        <source>Sexo</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>línea {line}, columna {column}</source>
        <translation>line {line}, column {column}</translation>
    </message>
    <message>
        <source>No es una zona de pasaporte (2 líneas) ni de cédula (3 líneas).</source>
        <translation>This is neither a zone of a passport (2 lines) nor of a card (3 lines).</translation>
    </message>
    <message>
        <source>La línea {line} tiene {length} signos; son {wanted}.</source>
        <translation>Line {line} has {length} characters; it should have {wanted}.</translation>
    </message>
    <message>
        <source>Hay un signo que no existe en estas zonas: </source>
        <translation>A character that does not exist in these zones: </translation>
    </message>
    <message>
        <source>{field}: el dígito de control es {found} y debía ser </source>
        <translation>{field}: the check digit is {found} and should be </translation>
    </message>
    <message>
        <source>{field}: el código no tiene forma de país (</source>
        <translation>{field}: the code has not the form of a country (</translation>
    </message>
    <message>
        <source>{field}: hay un signo que no es de un nombre (</source>
        <translation>{field}: there is a character that belongs to no name (</translation>
    </message>
    <message>
        <source>{field}: pueden estar cortados.</source>
        <translation>{field}: they may be cut.</translation>
    </message>
    <message>
        <source>{field}: falta.</source>
        <translation>{field}: missing.</translation>
    </message>
    <message>
        <source>{field}: no es una fecha (</source>
        <translation>{field}: this is no date (</translation>
    </message>
    <message>
        <source>{field}: el documento la deja abierta.</source>
        <translation>{field}: the document leaves it open.</translation>
    </message>
    <message>
        <source>{field}: signo poco usual.</source>
        <translation>{field}: an unusual character.</translation>
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
