<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="it_IT">
<context>
    <name>AboutSection</name>
    <message>
        <source>Il programma</source>
        <translation>The program</translation>
    </message>
    <message>
        <source>DA.PO è libero: chiunque può usarlo, leggerlo e migliorarlo (EUPL-1.2). Caratteri Inter e Noto (OFL), icone Lucide (ISC).</source>
        <translation>DA.PO is free: anyone may use, read and improve it (EUPL-1.2). Typefaces Inter and Noto (OFL), icons Lucide (ISC).</translation>
    </message>
</context>
<context>
    <name>Aid</name>
    <message>
        <source>qui</source>
        <translation>here</translation>
    </message>
    <message>
        <source>forse</source>
        <translation>perhaps</translation>
    </message>
    <message>
        <source>senza data</source>
        <translation>no date</translation>
    </message>
</context>
<context>
    <name>AidTab</name>
    <message>
        <source>Aiuti, qui e altrove</source>
        <translation>Aid, here and elsewhere</translation>
    </message>
    <message>
        <source>Mostra i precedenti</source>
        <translation>Show earlier ones</translation>
    </message>
    <message>
        <source>{aid} segnato</source>
        <translation>{aid} noted</translation>
    </message>
    <message>
        <source>{aid} corretto</source>
        <translation>{aid} mended</translation>
    </message>
    <message>
        <source>Segna un aiuto</source>
        <translation>Record aid</translation>
    </message>
    <message>
        <source>Correggi questo aiuto</source>
        <translation>Mend this aid</translation>
    </message>
    <message>
        <source>non importa</source>
        <translation>does not matter</translation>
    </message>
    <message>
        <source>{aid} tolto</source>
        <translation>{aid} removed</translation>
    </message>
    <message>
        <source>Mostra i precedenti ({count})</source>
        <translation>Show earlier ones ({count})</translation>
    </message>
    <message>
        <source>Correggi</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Quando</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Aiuto</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Chi ha ritirato</source>
        <translation>Collected by</translation>
    </message>
    <message>
        <source>Dove</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Qui compaiono gli aiuti dati a questo nucleo, qui e altrove</source>
        <translation>Aid given to this household, here and elsewhere, appears here</translation>
    </message>
    <message>
        <source>Che cosa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>anche solo il mese: 10/2026</source>
        <translation>a month alone will do: 10/2026</translation>
    </message>
    <message>
        <source>Quantità</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Importo</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Per che cosa</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>Chi ritira</source>
        <translation>Who collects</translation>
    </message>
    <message>
        <source>Perché adesso</source>
        <translation>Why now</translation>
    </message>
    <message>
        <source>Non è obbligatorio: resta scritto nella scheda</source>
        <translation>Not required: it stays in the file</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>AppearanceSection</name>
    <message>
        <source>Aspetto, su questo computer</source>
        <translation>Appearance, on this computer</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Grandezza delle lettere</source>
        <translation>Size of letters</translation>
    </message>
    <message>
        <source>Anche con Ctrl + e Ctrl −</source>
        <translation>Also with Ctrl + and Ctrl −</translation>
    </message>
    <message>
        <source>Colori</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Si blocca da solo</source>
        <translation>Locks itself</translation>
    </message>
    <message>
        <source>Quando nessuno tocca tastiera e mouse; subito con Ctrl L</source>
        <translation>When nobody touches keyboard or mouse; at once with Ctrl L</translation>
    </message>
    <message>
        <source>Come il computer</source>
        <translation>As the computer</translation>
    </message>
    <message>
        <source>Chiari</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Scuri</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>dopo un minuto</source>
        <translation>after one minute</translation>
    </message>
    <message>
        <source>dopo {minutes} minuti</source>
        <translation>after {minutes} minutes</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Importo in euro</source>
        <translation>Amount in euro</translation>
    </message>
    <message>
        <source>Per che cosa</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>Perché si dà lo stesso</source>
        <translation>Why it is given all the same</translation>
    </message>
    <message>
        <source>Bastano due parole, o niente: Invio segna l&apos;aiuto.</source>
        <translation>Two words are enough, or none: Enter records the aid.</translation>
    </message>
    <message>
        <source>Invio segna · Esc lascia stare</source>
        <translation>Enter records · Esc leaves it</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Non dare</source>
        <translation>Do not give</translation>
    </message>
    <message>
        <source>Segna: {thing}</source>
        <translation>Record: {thing}</translation>
    </message>
    <message>
        <source>Scrivi quanto, come 60 oppure 12,50</source>
        <translation>Write how much, such as 60 or 12,50</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>senza numero</source>
        <translation>no number</translation>
    </message>
    <message>
        <source>Il registro delle attività è intero: {lines} righe.</source>
        <translation>The activity log is whole: {lines} lines.</translation>
    </message>
    <message>
        <source>Nessuna riga è stata cambiata, tolta o spostata. L&apos;impronta di oggi è {head}: scritta su un foglio, mostra anche domani che nessuno ha riscritto tutto.</source>
        <translation>No line was edited, removed or moved. Today&apos;s mark is {head}: written on paper, it shows tomorrow too that nobody rewrote everything.</translation>
    </message>
    <message>
        <source>La riga {line}{day}, o quella appena prima, è cambiata.</source>
        <translation>Line {line}{day}, or the one just before, was edited.</translation>
    </message>
    <message>
        <source>La riga {line}{day} è stata tolta.</source>
        <translation>Line {line}{day} was removed.</translation>
    </message>
    <message>
        <source>La riga {line}{day} è stata spostata.</source>
        <translation>Line {line}{day} was moved.</translation>
    </message>
    <message>
        <source>Dalla riga {line} in poi{day} il registro è stato tagliato.</source>
        <translation>From line {line} on{day} the log was cut off.</translation>
    </message>
    <message>
        <source>Le righe prima di quella sono a posto. Non è un guasto del disco: qualcuno ha cambiato il file da fuori. Metti da parte una copia di questo archivio, guarda nelle copie di sicurezza (Impostazioni) che cosa c&apos;era scritto, e avvisa chi risponde della privacy.</source>
        <translation>The lines before it are in order. It is no fault of the disk: somebody changed the file from outside. Put a copy of this file aside, look up in the backups (Settings) what was written, and tell whoever answers for privacy.</translation>
    </message>
    <message>
        <source> (intorno al {day})</source>
        <translation> (about {day})</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Registro delle attività</source>
        <translation>Activity log</translation>
    </message>
    <message>
        <source>Impostazioni</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Controllo una riga dopo l&apos;altra…</source>
        <translation>Checking one line after another…</translation>
    </message>
    <message>
        <source>Salvato: {name}</source>
        <translation>Saved: {name}</translation>
    </message>
    <message>
        <source>Righe del registro delle attività</source>
        <translation>Lines of the activity log</translation>
    </message>
    <message>
        <source>Quando</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Chi</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Che cosa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Riga</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Nessuna riga con queste scelte.</source>
        <translation>No line with these choices.</translation>
    </message>
    <message>
        <source>Tutto</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>Tutti</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>tutti</source>
        <translation>all</translation>
    </message>
    <message>
        <source>Numero del nucleo</source>
        <translation>Household number</translation>
    </message>
    <message>
        <source>Dal giorno</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Al giorno</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Verifica adesso</source>
        <translation>Verify now</translation>
    </message>
    <message>
        <source>Esporta…</source>
        <translation>Export…</translation>
    </message>
    <message numerus="yes">
        <source>%n righe in tutto</source>
        <translation>
            <numerusform>%n line in all</numerusform>
            <numerusform>%n lines in all</numerusform>
        </translation>
    </message>
    <message>
        <source>Nessun nucleo, o più d&apos;uno, con questo numero</source>
        <translation>No household, or more than one, with this number</translation>
    </message>
    <message>
        <source>registro delle attività</source>
        <translation>activity log</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>Copio e controllo…</source>
        <translation>Copying and checking…</translation>
    </message>
    <message>
        <source>Rimetto la copia e la controllo…</source>
        <translation>Restoring the backup and checking it…</translation>
    </message>
    <message>
        <source>Centro</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Nuclei</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>Aiuti segnati</source>
        <translation>Aid recorded</translation>
    </message>
    <message>
        <source>Ultimo lavoro</source>
        <translation>Last work</translation>
    </message>
    <message>
        <source>La copia di oggi non è riuscita. {what} {remedy}</source>
        <translation>Today&apos;s backup was not made. {what} {remedy}</translation>
    </message>
</context>
<context>
    <name>BackupsSection</name>
    <message>
        <source>Copie di sicurezza</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Una al giorno si fa da sola, accanto al file. Contro un furto o un guasto serve anche quella sulla chiavetta, tenuta lontano da qui.</source>
        <translation>One a day is made by itself, beside the file. Against theft or a broken computer you also need the one on the stick, kept away from here.</translation>
    </message>
    <message>
        <source>La cartella scelta sta sullo stesso disco del file</source>
        <translation>The chosen folder is on the same disk as the file</translation>
    </message>
    <message>
        <source>Se il computer si rompe o viene rubato si perdono tutti e due: scegli una chiavetta o un altro disco.</source>
        <translation>If the computer breaks or is stolen both are lost: choose a stick or another disk.</translation>
    </message>
    <message>
        <source>Fai una copia ora</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>Copia sulla chiavetta</source>
        <translation>Back up to the stick</translation>
    </message>
    <message>
        <source>Scegli chiavetta o cartella…</source>
        <translation>Choose a stick or folder…</translation>
    </message>
    <message>
        <source>Prova di ripristino</source>
        <translation>Try a restore</translation>
    </message>
    <message>
        <source>Scelta. Ora fai la copia sulla chiavetta.</source>
        <translation>Chosen. Now back up to the stick.</translation>
    </message>
    <message>
        <source>Interrotto: le copie di prima ci sono ancora.</source>
        <translation>Stopped: the earlier backups are still there.</translation>
    </message>
    <message>
        <source>Copia fatta e controllata</source>
        <translation>Backup made and checked</translation>
    </message>
    <message>
        <source>L&apos;ho rimessa per prova e ricontata, poi l&apos;ho tolta. Copia del {moment}.</source>
        <translation>It was restored as a trial, counted, and removed again. Backup of {moment}.</translation>
    </message>
    <message>
        <source>Questa copia funziona</source>
        <translation>This backup works</translation>
    </message>
    <message>
        <source>non ancora scelta</source>
        <translation>not chosen yet</translation>
    </message>
    <message>
        <source>Ultima su questo computer</source>
        <translation>Latest on this computer</translation>
    </message>
    <message>
        <source>Ultima sulla chiavetta</source>
        <translation>Latest on the stick</translation>
    </message>
    <message>
        <source>Chiavetta o cartella</source>
        <translation>Stick or folder</translation>
    </message>
    <message>
        <source>chiavetta</source>
        <translation>stick</translation>
    </message>
    <message>
        <source>qui</source>
        <translation>here</translation>
    </message>
    <message>
        <source>Prova</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>Quando</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Dove</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Grandezza</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Ancora nessuna copia.</source>
        <translation>No backup yet.</translation>
    </message>
    <message>
        <source>Prima scegli la chiavetta o la cartella.</source>
        <translation>First choose the stick or the folder.</translation>
    </message>
    <message>
        <source>Dove metto la copia? Scegli la chiavetta</source>
        <translation>Where shall the backup go? Choose the stick</translation>
    </message>
</context>
<context>
    <name>BeginningStep</name>
    <message>
        <source>Come si comincia</source>
        <translation>How to begin</translation>
    </message>
    <message>
        <source>Porto dentro il registro del centro</source>
        <translation>I bring in the centre&apos;s register</translation>
    </message>
    <message>
        <source>Excel, LibreOffice o testo: si vede tutto prima, e si può annullare.</source>
        <translation>Excel, LibreOffice or text: you see everything first, and it can be undone.</translation>
    </message>
    <message>
        <source>Comincio da zero</source>
        <translation>I start from nothing</translation>
    </message>
    <message>
        <source>Le famiglie si scrivono una alla volta, quando vengono.</source>
        <translation>Families are written one at a time, when they come.</translation>
    </message>
    <message>
        <source>Prima provo con dati inventati</source>
        <translation>First I try with invented data</translation>
    </message>
    <message>
        <source>In un file a parte: il centro appena preparato resta vuoto e pronto.</source>
        <translation>In a separate file: the centre just prepared stays empty and ready.</translation>
    </message>
</context>
<context>
    <name>BoardBand</name>
    <message>
        <source>Leggi</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Ho letto</source>
        <translation>I have read it</translation>
    </message>
    <message>
        <source>Dalla rete</source>
        <translation>From the network</translation>
    </message>
    <message>
        <source>Dalla rete, 1 di {count}</source>
        <translation>From the network, 1 of {count}</translation>
    </message>
</context>
<context>
    <name>CentreStep</name>
    <message>
        <source>Il centro</source>
        <translation>The centre</translation>
    </message>
    <message>
        <source>Tutte le schede stanno in un solo file cifrato, su questo computer.</source>
        <translation>All files are kept in one encrypted file, on this computer.</translation>
    </message>
    <message>
        <source>Come si chiama il centro</source>
        <translation>What the centre is called</translation>
    </message>
    <message>
        <source>Dove sta il file</source>
        <translation>Where the file is kept</translation>
    </message>
    <message>
        <source>Un&apos;altra cartella…</source>
        <translation>Another folder…</translation>
    </message>
    <message>
        <source>Scrivi il nome del centro</source>
        <translation>Write the name of the centre</translation>
    </message>
    <message>
        <source>In questa cartella c&apos;è già un centro con questo nome</source>
        <translation>In this folder there is already a centre with this name</translation>
    </message>
    <message>
        <source>Dove tengo il file?</source>
        <translation>Where shall I keep the file?</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Schede da guardare</source>
        <translation>Files to look at</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Scheda</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Che cosa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Niente da guardare: le schede del mese sono a posto.</source>
        <translation>Nothing to look at: the month&apos;s files are in order.</translation>
    </message>
    <message>
        <source>Da guardare prima di chiudere</source>
        <translation>To look at before closing</translation>
    </message>
    <message>
        <source>Cosa parte</source>
        <translation>What leaves</translation>
    </message>
    <message>
        <source>In tutto</source>
        <translation>In all</translation>
    </message>
    <message>
        <source>Si può saltare tutto</source>
        <translation>All of it can be skipped</translation>
    </message>
    <message>
        <source>Chi non ha firmato per la rete resta qui. Gli altri partono come sono: più la scheda è completa, più è facile riconoscersi.</source>
        <translation>Whoever has not signed for the network stays here. The others leave as they are: the more complete a file, the easier to recognise each other.</translation>
    </message>
    <message>
        <source>Sistema</source>
        <translation>Fix</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>stesso giorno</source>
        <translation>same day</translation>
    </message>
    <message>
        <source>stesso mese</source>
        <translation>same month</translation>
    </message>
    <message>
        <source>mesi vicini</source>
        <translation>months close by</translation>
    </message>
    <message>
        <source>certo</source>
        <translation>certain</translation>
    </message>
    <message>
        <source>forse</source>
        <translation>perhaps</translation>
    </message>
    <message>
        <source>Confronto quello che sta nel registro con questo archivio</source>
        <translation>Comparing what stands in the register with this file</translation>
    </message>
    <message>
        <source>Preparo le righe che partono</source>
        <translation>I prepare the rows that leave</translation>
    </message>
    <message>
        <source>Chiedo i contrassegni ai custodi delle chiavi</source>
        <translation>I ask the key-holders for the marks</translation>
    </message>
    <message>
        <source>Sigillo le righe, una per una</source>
        <translation>I seal the rows, one by one</translation>
    </message>
    <message>
        <source>Le consegno al registro della rete</source>
        <translation>I hand them to the network&apos;s register</translation>
    </message>
    <message>
        <source>Prendo quello che hanno lasciato gli altri centri</source>
        <translation>I take what the other centres left</translation>
    </message>
    <message>
        <source>Confronto, qui su questo computer</source>
        <translation>I compare, here on this computer</translation>
    </message>
    <message>
        <source>Leggo gli aiuti dati altrove alle stesse famiglie</source>
        <translation>I read the aid given elsewhere to the same families</translation>
    </message>
</context>
<context>
    <name>ClosingPage</name>
    <message>
        <source>Controlla</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Cosa parte</source>
        <translation>What leaves</translation>
    </message>
    <message>
        <source>Invia</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Riscontri</source>
        <translation>What came back</translation>
    </message>
    <message>
        <source>Ricevuta</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Qui puoi guardare, non chiudere</source>
        <translation>You can look here, but not close</translation>
    </message>
    <message>
        <source>Chiusura del mese</source>
        <translation>Month closing</translation>
    </message>
    <message>
        <source>Il mese</source>
        <translation>The month</translation>
    </message>
    <message>
        <source>{month}, chiuso</source>
        <translation>{month}, closed</translation>
    </message>
    <message>
        <source>Chiusura di {month}</source>
        <translation>Closing of {month}</translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message>
        <source>{kind}: {warning}, si tiene com&apos;è</source>
        <translation>{kind}: {warning}, kept as it is</translation>
    </message>
</context>
<context>
    <name>CodeRow</name>
    <message>
        <source>scade il</source>
        <translation>expires on</translation>
    </message>
    <message>
        <source>Che codice è</source>
        <translation>Which code it is</translation>
    </message>
    <message>
        <source>Quando scade</source>
        <translation>When it expires</translation>
    </message>
    <message>
        <source>non ha la forma di questo codice</source>
        <translation>does not look like this kind of code</translation>
    </message>
    <message>
        <source>{warning}: si tiene com&apos;è</source>
        <translation>{warning}: kept as it is</translation>
    </message>
</context>
<context>
    <name>Codes</name>
    <message>
        <source>Pacco alimentare</source>
        <translation>Food parcel</translation>
    </message>
    <message>
        <source>Vestiario</source>
        <translation>Clothing</translation>
    </message>
    <message>
        <source>Neonati</source>
        <translation>Babies</translation>
    </message>
    <message>
        <source>Igiene</source>
        <translation>Hygiene</translation>
    </message>
    <message>
        <source>Contributo</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Coperte</source>
        <translation>Blankets</translation>
    </message>
    <message>
        <source>Mobili</source>
        <translation>Furniture</translation>
    </message>
    <message>
        <source>Medicine</source>
        <translation>Medicines</translation>
    </message>
    <message>
        <source>Scuola</source>
        <translation>School</translation>
    </message>
    <message>
        <source>Mensa</source>
        <translation>Meals</translation>
    </message>
    <message>
        <source>Trasporto</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Alloggio</source>
        <translation>Lodging</translation>
    </message>
    <message>
        <source>Consulenza</source>
        <translation>Advice</translation>
    </message>
    <message>
        <source>Altro</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>intestatario</source>
        <translation>reference person</translation>
    </message>
    <message>
        <source>coniuge</source>
        <translation>spouse</translation>
    </message>
    <message>
        <source>convivente</source>
        <translation>partner</translation>
    </message>
    <message>
        <source>figlio o figlia</source>
        <translation>child</translation>
    </message>
    <message>
        <source>genitore</source>
        <translation>parent</translation>
    </message>
    <message>
        <source>fratello o sorella</source>
        <translation>sibling</translation>
    </message>
    <message>
        <source>nonno o nonna</source>
        <translation>grandparent</translation>
    </message>
    <message>
        <source>nipote</source>
        <translation>grandchild</translation>
    </message>
    <message>
        <source>altro parente</source>
        <translation>other relative</translation>
    </message>
    <message>
        <source>altra persona</source>
        <translation>other person</translation>
    </message>
    <message>
        <source>figlia</source>
        <translation>daughter</translation>
    </message>
    <message>
        <source>figlio</source>
        <translation>son</translation>
    </message>
    <message>
        <source>sorella</source>
        <translation>sister</translation>
    </message>
    <message>
        <source>fratello</source>
        <translation>brother</translation>
    </message>
    <message>
        <source>nonna</source>
        <translation>grandmother</translation>
    </message>
    <message>
        <source>nonno</source>
        <translation>grandfather</translation>
    </message>
    <message>
        <source>intestataria</source>
        <translation>reference person</translation>
    </message>
    <message>
        <source>Codice fiscale</source>
        <translation>Tax code (codice fiscale)</translation>
    </message>
    <message>
        <source>Codice provvisorio</source>
        <translation>Provisional code</translation>
    </message>
    <message>
        <source>STP</source>
        <translation>STP code</translation>
    </message>
    <message>
        <source>ENI</source>
        <translation>ENI code</translation>
    </message>
    <message>
        <source>Tessera</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Passaporto</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Permesso di soggiorno</source>
        <translation>Residence permit</translation>
    </message>
    <message>
        <source>Altro codice</source>
        <translation>Other code</translation>
    </message>
</context>
<context>
    <name>ColumnCard</name>
    <message>
        <source>I valori della colonna</source>
        <translation>The column&apos;s values</translation>
    </message>
    <message>
        <source>Nel file</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>Come lo leggo</source>
        <translation>How I read it</translation>
    </message>
    <message>
        <source>Volte</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>La colonna è vuota.</source>
        <translation>The column is empty.</translation>
    </message>
    <message>
        <source>Colonna senza titolo</source>
        <translation>Column without a title</translation>
    </message>
    <message>
        <source>«{header}»: che cosa contiene?</source>
        <translation>“{header}”: what does it hold?</translation>
    </message>
    <message>
        <source>La leggo come</source>
        <translation>I read it as</translation>
    </message>
    <message>
        <source>Di chi</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>In che ordine</source>
        <translation>In which order</translation>
    </message>
    <message>
        <source>Date scritte</source>
        <translation>Dates written</translation>
    </message>
    <message>
        <source>Quale aiuto</source>
        <translation>Which aid</translation>
    </message>
    <message>
        <source>non serve</source>
        <translation>not needed</translation>
    </message>
    <message>
        <source>non lo capisco</source>
        <translation>I do not understand it</translation>
    </message>
    <message>
        <source>dubbio</source>
        <translation>doubtful</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Riparti da capo</source>
        <translation>Start over</translation>
    </message>
    <message>
        <source>Fogli del file</source>
        <translation>Sheets of the file</translation>
    </message>
    <message>
        <source>Le colonne del foglio</source>
        <translation>The sheet&apos;s columns</translation>
    </message>
    <message>
        <source>Salva le colonne…</source>
        <translation>Save the columns…</translation>
    </message>
    <message>
        <source>Usa colonne salvate…</source>
        <translation>Use saved columns…</translation>
    </message>
    <message>
        <source>Riconosco questo registro</source>
        <translation>I recognise this register</translation>
    </message>
    <message>
        <source>Uso le colonne dell&apos;ultima volta.</source>
        <translation>I use last time&apos;s columns.</translation>
    </message>
    <message>
        <source>lo dice ogni riga</source>
        <translation>each row tells it</translation>
    </message>
    <message>
        <source>In questo foglio ci sono</source>
        <translation>In this sheet there are</translation>
    </message>
    <message>
        <source>Riga con i titoli</source>
        <translation>Row with the titles</translation>
    </message>
    <message>
        <source>Aiuto, se non è scritto</source>
        <translation>Aid, if not written</translation>
    </message>
    <message>
        <source>Colonna</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Per esempio</source>
        <translation>For example</translation>
    </message>
    <message>
        <source>La leggo come</source>
        <translation>I read it as</translation>
    </message>
    <message>
        <source>senza titolo</source>
        <translation>without a title</translation>
    </message>
    <message>
        <source>non c&apos;è</source>
        <translation>not there</translation>
    </message>
    <message>
        <source>Colonne di DA.PO (*.json)</source>
        <translation>DA.PO columns (*.json)</translation>
    </message>
    <message>
        <source>Salva le colonne</source>
        <translation>Save the columns</translation>
    </message>
    <message>
        <source>Usa colonne salvate</source>
        <translation>Use saved columns</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>Una domanda sola</source>
        <translation>One question only</translation>
    </message>
    <message>
        <source>Queste famiglie hanno firmato il consenso per il registro della rete?</source>
        <translation>Have these families signed the consent for the network&apos;s register?</translation>
    </message>
    <message>
        <source>Sì, hanno firmato</source>
        <translation>Yes, they have signed</translation>
    </message>
    <message>
        <source>No, o non lo so</source>
        <translation>No, or I do not know</translation>
    </message>
    <message>
        <source>Quando? Va bene anche solo il mese o l&apos;anno</source>
        <translation>When? The month or the year alone will do</translation>
    </message>
    <message>
        <source>Per ora restano qui. Si può segnare la firma più tardi, scheda per scheda.</source>
        <translation>For now they stay here. The signature can be noted later, file by file.</translation>
    </message>
    <message>
        <source>Rispondi prima a questa domanda.</source>
        <translation>First answer this question.</translation>
    </message>
    <message>
        <source>Vedi il foglio firmato</source>
        <translation>See the signed sheet</translation>
    </message>
    <message>
        <source>{purpose}: foglio firmato</source>
        <translation>{purpose}: signed sheet</translation>
    </message>
    <message>
        <source>Da quando</source>
        <translation>Since when</translation>
    </message>
    <message>
        <source>Ha firmato</source>
        <translation>Has signed</translation>
    </message>
    <message>
        <source>{purpose}: ha firmato</source>
        <translation>{purpose}: has signed</translation>
    </message>
    <message>
        <source>Lo ritira</source>
        <translation>Withdraws it</translation>
    </message>
    <message>
        <source>{purpose}: lo ritira</source>
        <translation>{purpose}: withdraws it</translation>
    </message>
    <message>
        <source>{purpose}: da quando</source>
        <translation>{purpose}: since when</translation>
    </message>
    <message>
        <source>non c&apos;è</source>
        <translation>not there</translation>
    </message>
    <message>
        <source>dato</source>
        <translation>given</translation>
    </message>
    <message>
        <source>dato · {day}</source>
        <translation>given · {day}</translation>
    </message>
    <message>
        <source>ritirato il {end}</source>
        <translation>withdrawn on {end}</translation>
    </message>
    <message>
        <source>dato: {start}, ritirato: {end}</source>
        <translation>given: {start}, withdrawn: {end}</translation>
    </message>
</context>
<context>
    <name>ConsentsTab</name>
    <message>
        <source>Il centro tiene questa scheda: nomi, bisogni, aiuti dati. Resta su questo computer, chiusa con la frase.</source>
        <translation>The centre keeps this file: names, needs, aid given. It stays on this computer, locked by the passphrase.</translation>
    </message>
    <message>
        <source>Gli altri centri della rete possono accorgersi di seguire lo stesso nucleo e vedere gli aiuti già dati. Partono codici cifrati, mai nomi o indirizzi: restano dati personali, protetti.</source>
        <translation>The other centres of the network can notice that they follow the same household and see the aid already given. Encrypted codes leave, never names or addresses: they remain personal data, protected.</translation>
    </message>
    <message>
        <source>Il centro può presentare il nucleo a un altro ente, parlando di lui per nome.</source>
        <translation>The centre may introduce the household to another body, by name.</translation>
    </message>
    <message>
        <source>Consenso segnato: {purpose}</source>
        <translation>Consent noted: {purpose}</translation>
    </message>
    <message>
        <source>Consenso ritirato: {purpose}</source>
        <translation>Consent withdrawn: {purpose}</translation>
    </message>
</context>
<context>
    <name>CoordinatorStep</name>
    <message>
        <source>Chi coordina</source>
        <translation>Who coordinates</translation>
    </message>
    <message>
        <source>La frase segreta apre il file: senza, nessuno legge niente. Cinque parole a caso sono facili da ricordare e impossibili da indovinare.</source>
        <translation>The passphrase opens the file: without it nobody reads anything. Five random words are easy to remember and impossible to guess.</translation>
    </message>
    <message>
        <source>Il tuo nome</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Scrivi il tuo nome</source>
        <translation>Write your name</translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message>
        <source>Sportello</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Cerca un nucleo o passa la tessera</source>
        <translation>Find a household or scan the card</translation>
    </message>
    <message>
        <source>Cerca o passa la tessera</source>
        <translation>Search or scan the card</translation>
    </message>
    <message>
        <source>Nuclei trovati</source>
        <translation>Households found</translation>
    </message>
    <message>
        <source>Scrivi le prime lettere del nome, o passa la tessera.</source>
        <translation>Write the first letters of the name, or scan the card.</translation>
    </message>
    <message>
        <source>Nessuno si chiama così, qui.</source>
        <translation>Nobody here has that name.</translation>
    </message>
    <message>
        <source>Foglio della giornata</source>
        <translation>Day sheet</translation>
    </message>
    <message>
        <source>{thing} segnato a {names}</source>
        <translation>{thing} recorded for {names}</translation>
    </message>
    <message>
        <source>{thing}: non dato a {names}, già avuto altrove</source>
        <translation>{thing}: not given to {names}, already had elsewhere</translation>
    </message>
    <message>
        <source>giornata-{day}.pdf</source>
        <translation>day-{day}.pdf</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>gg/mm/aaaa</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>Scegli dal calendario</source>
        <translation>Choose from the calendar</translation>
    </message>
    <message>
        <source>Non capisco questa data: serve il giorno, come 5/3/2026 oppure oggi</source>
        <translation>This date is not clear: it needs the day, like 5/3/2026 or today</translation>
    </message>
    <message>
        <source>Non capisco questa data: scrivi 5/3/1948, 3/1948, 1948 o circa 1948</source>
        <translation>This date is not clear: write 5/3/1948, 3/1948, 1948 or about 1948</translation>
    </message>
    <message>
        <source>Calendario</source>
        <translation>Calendar</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>circa {date}</source>
        <translation>about {date}</translation>
    </message>
    <message>
        <source>circa {age}</source>
        <translation>about {age}</translation>
    </message>
    <message>
        <source>oggi</source>
        <translation>today</translation>
    </message>
    <message>
        <source>ieri</source>
        <translation>yesterday</translation>
    </message>
</context>
<context>
    <name>DayCard</name>
    <message>
        <source>Distribuzione di oggi</source>
        <translation>Today&apos;s distribution</translation>
    </message>
    <message>
        <source>Aiuti dati oggi</source>
        <translation>Aid given today</translation>
    </message>
    <message>
        <source>Ora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Aiuto</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Qui compaiono gli aiuti di oggi.</source>
        <translation>Today&apos;s aid appears here.</translation>
    </message>
    <message>
        <source>di {usual}</source>
        <translation>of {usual}</translation>
    </message>
    <message>
        <source>{served} nuclei serviti</source>
        <translation>{served} households served</translation>
    </message>
    <message>
        <source>Pacco</source>
        <translation>Parcel</translation>
    </message>
</context>
<context>
    <name>DemoBanner</name>
    <message>
        <source>DATI DI PROVA</source>
        <translation>TRIAL DATA</translation>
    </message>
    <message>
        <source>Persone inventate: si può toccare tutto, niente va alla rete vera.</source>
        <translation>Invented people: touch anything you like, nothing goes to the real network.</translation>
    </message>
</context>
<context>
    <name>DetailsTab</name>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Dati del nucleo salvati</source>
        <translation>Household details saved</translation>
    </message>
    <message>
        <source>Scheda aperta il {day}</source>
        <translation>File opened on {day}</translation>
    </message>
    <message>
        <source>Scheda chiusa</source>
        <translation>File closed</translation>
    </message>
    <message>
        <source>Perché si chiude la scheda</source>
        <translation>Why the file is closed</translation>
    </message>
    <message>
        <source>Chiudere la scheda</source>
        <translation>Closing the file</translation>
    </message>
    <message>
        <source>Una scheda chiusa non si perde: si trova nella ricerca e si riapre quando serve.</source>
        <translation>A closed file is not lost: the search finds it and it can be opened again when needed.</translation>
    </message>
    <message>
        <source>Chiudi la scheda</source>
        <translation>Close the file</translation>
    </message>
    <message>
        <source>Numero dell&apos;altra scheda</source>
        <translation>Number of the other file</translation>
    </message>
    <message>
        <source>È una scheda doppia?</source>
        <translation>Is it a double file?</translation>
    </message>
    <message>
        <source>Se la stessa famiglia ha due schede, qui si confrontano e si uniscono.</source>
        <translation>If one family has two files, here they are compared and merged.</translation>
    </message>
    <message>
        <source>Confronta…</source>
        <translation>Compare…</translation>
    </message>
    <message>
        <source>Serve il numero di un&apos;altra scheda</source>
        <translation>The number of another file is needed</translation>
    </message>
    <message>
        <source>Nessuna scheda, o più d&apos;una, con questo numero</source>
        <translation>No file, or more than one, with this number</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Comune</source>
        <translation>Municipality</translation>
    </message>
    <message>
        <source>Dimora</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Senza dimora</source>
        <translation>Homeless</translation>
    </message>
    <message>
        <source>Telefoni</source>
        <translation>Telephones</translation>
    </message>
    <message>
        <source>Aggiungi un telefono</source>
        <translation>Add a telephone</translation>
    </message>
    <message>
        <source>Numero della scheda</source>
        <translation>File number</translation>
    </message>
    <message>
        <source>Tessera</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Come li chiamiamo</source>
        <translation>What we call them</translation>
    </message>
    <message>
        <source>un nome di casa, se quelli scritti non bastano</source>
        <translation>a familiar name, if those written are not enough</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>DismissalDialog</name>
    <message>
        <source>Cambio la chiave del file</source>
        <translation>Changing the file&apos;s key</translation>
    </message>
    <message>
        <source>{name} non lavora più qui?</source>
        <translation>Does {name} no longer work here?</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Più tardi</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Non lavora più qui</source>
        <translation>No longer works here</translation>
    </message>
    <message>
        <source>Finisci ora</source>
        <translation>Finish now</translation>
    </message>
    <message>
        <source>Il file viene cifrato da capo con una chiave nuova: quella che la persona conosceva non apre più niente, neanche le copie su questo computer.</source>
        <translation>The file is encrypted anew under another key: what the person knew opens nothing any more, not even the backups on this computer.</translation>
    </message>
    <message>
        <source>Qualcuno è andato via e non tutto è finito: adesso si cambiano le chiavi che conosceva, e lo si dice alla rete.</source>
        <translation>Somebody left and not all is done: now the keys she knew are changed, and the network is told.</translation>
    </message>
    <message>
        <source>Ci vuole un momento. Si può interrompere e riprendere.</source>
        <translation>It takes a moment. It can be stopped and taken up again.</translation>
    </message>
    <message>
        <source>Da adesso la sua frase segreta e il suo foglio di recupero non aprono più.</source>
        <translation>From now on their passphrase and their recovery sheet open nothing.</translation>
    </message>
    <message>
        <source>Se leggeva le note riservate, anche quelle hanno una chiave nuova; se il centro è in rete, da adesso la rete ascolta solo questo computer con la chiave nuova.</source>
        <translation>If they read the reserved notes, those get a new key as well; if the centre is in the network, from now on the network listens only to this computer with its new key.</translation>
    </message>
    <message>
        <source>Quello che ha scritto resta, con il suo nome. Le copie vecchie sulla chiavetta si aprono ancora con la sua frase: rifalle, o tienile sotto chiave.</source>
        <translation>What they wrote stays, with their name. Old backups on the stick still open with their passphrase: make them anew, or keep them locked away.</translation>
    </message>
    <message>
        <source>Faccio una copia con la chiave nuova…</source>
        <translation>Making a backup under the new key…</translation>
    </message>
    <message>
        <source>Cifro da capo le note e i documenti riservati…</source>
        <translation>Sealing the reserved notes and documents anew…</translation>
    </message>
    <message>
        <source>Lo dico alla rete…</source>
        <translation>Telling the network…</translation>
    </message>
    <message>
        <source>Cifro il file con la chiave nuova…</source>
        <translation>Encrypting the file under the new key…</translation>
    </message>
    <message>
        <source>La persona non entra più</source>
        <translation>The person can no longer get in</translation>
    </message>
    <message>
        <source>La persona non entra più. La chiave si cambia al prossimo ingresso.</source>
        <translation>The person can no longer get in. The key will be changed at the next sign-in.</translation>
    </message>
    <message>
        <source>Interrotto</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>DocumentViewer</name>
    <message>
        <source>Pagina prima</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Pagina dopo</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Salva una copia…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Apro la pagina…</source>
        <translation>Opening the page…</translation>
    </message>
    <message>
        <source>Pagina {number} di {total}</source>
        <translation>Page {number} of {total}</translation>
    </message>
    <message>
        <source>Salvare una copia?</source>
        <translation>Save a copy?</translation>
    </message>
    <message>
        <source>Scegli dove</source>
        <translation>Choose where</translation>
    </message>
    <message>
        <source>Dove salvo la copia?</source>
        <translation>Where shall I save the copy?</translation>
    </message>
    <message>
        <source>Copia salvata in {place}. Non è protetta.</source>
        <translation>Copy saved in {place}. It is not protected.</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>La copia non è protetta: chiunque usi il computer o la chiavetta può aprirla. Quando non serve più, cancellala.</source>
        <translation>The copy is not protected: anyone who uses the computer or the stick can open it. Delete it when it is no longer needed.</translation>
    </message>
    <message>
        <source>Questo file non c&apos;è, o non si lascia leggere.</source>
        <translation>This file is not there, or cannot be read.</translation>
    </message>
    <message>
        <source>Qui si tengono foto (JPEG, PNG, WEBP, TIFF, BMP) e PDF: questo file è altro. Se è un testo, salvalo come PDF; se è una foto del telefono, salvala come JPEG.</source>
        <translation>Photos (JPEG, PNG, WEBP, TIFF, BMP) and PDFs are kept here: this file is something else. If it is a text, save it as PDF; if it is a phone photo, save it as JPEG.</translation>
    </message>
    <message>
        <source>Questo file è rovinato. Rifai la foto o la scansione e riprova.</source>
        <translation>This file is damaged. Take the photo or the scan again and retry.</translation>
    </message>
    <message>
        <source>Questo PDF chiede una parola d&apos;ordine. Salvalo senza, e riprova.</source>
        <translation>This PDF asks for a password. Save it without one, and retry.</translation>
    </message>
    <message>
        <source>Ha troppe pagine: di una foto se ne tiene una, di un PDF trecento. Se è una scansione di più pagine, salvala come PDF.</source>
        <translation>It has too many pages: one is kept of a photo, three hundred of a PDF. If it is a scan of several pages, save it as PDF.</translation>
    </message>
    <message>
        <source>Questa immagine è troppo grande: rifai la foto o la scansione più piccola.</source>
        <translation>This picture is too large: take the photo or the scan again, smaller.</translation>
    </message>
    <message>
        <source>È grande {size}: un documento può arrivare a {allowed}. Rifai la scansione in bianco e nero, o meno fitta.</source>
        <translation>It takes {size}: a document may take {allowed}. Scan it again in black and white, or less finely.</translation>
    </message>
    <message>
        <source>I documenti di questo nucleo arriverebbero a {size}, e possono arrivare a {allowed}: togli quelli che non servono più.</source>
        <translation>This household&apos;s documents would take {size}, and may take {allowed}: remove those no longer needed.</translation>
    </message>
    <message>
        <source>Per aprire questo file servirebbe troppa memoria: forse non è quello che sembra. Rifai la foto o la scansione.</source>
        <translation>Opening this file would need too much memory: perhaps it is not what it seems. Take the photo or the scan again.</translation>
    </message>
    <message>
        <source>Aprire questo file richiede troppo tempo: forse non è quello che sembra. Rifai la foto o la scansione.</source>
        <translation>Opening this file takes too long: perhaps it is not what it seems. Take the photo or the scan again.</translation>
    </message>
    <message>
        <source>Ogni documento può arrivare a {allowed}.</source>
        <translation>Each document may take {allowed}.</translation>
    </message>
    <message>
        <source>In tutto {size}.</source>
        <translation>{size} in all.</translation>
    </message>
</context>
<context>
    <name>DocumentsTab</name>
    <message>
        <source>Documenti</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Aggiungi un documento</source>
        <translation>Add a document</translation>
    </message>
    <message>
        <source>Foto e PDF ({endings})</source>
        <translation>Pictures and PDF ({endings})</translation>
    </message>
    <message>
        <source>Scegli il documento</source>
        <translation>Choose the document</translation>
    </message>
    <message>
        <source>Leggo {name}…</source>
        <translation>Reading {name}…</translation>
    </message>
    <message>
        <source>Questo documento è riservato: lo apre chi ne ha il permesso</source>
        <translation>This document is reserved: those with permission open it</translation>
    </message>
    <message>
        <source>Documento aggiunto: {kind}</source>
        <translation>Document added: {kind}</translation>
    </message>
    <message>
        <source>Che documento è?</source>
        <translation>Which document is it?</translation>
    </message>
    <message>
        <source>Documento tolto: {name}</source>
        <translation>Document removed: {name}</translation>
    </message>
    <message>
        <source>Riservato</source>
        <translation>Reserved</translation>
    </message>
    <message>
        <source>riservato</source>
        <translation>reserved</translation>
    </message>
    <message>
        <source>{day}, {operator}</source>
        <translation>{day}, {operator}</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>scaduto il {day}</source>
        <translation>expired on {day}</translation>
    </message>
    <message>
        <source>Documenti del nucleo</source>
        <translation>The household&apos;s documents</translation>
    </message>
    <message>
        <source>Tipo</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Titolo</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Rilasciato</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Scade</source>
        <translation>Expires</translation>
    </message>
    <message>
        <source>Aggiunto</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Quanto</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Qui si tengono le foto e i PDF dei documenti, cifrati con la scheda. Trascinali qui, o sceglili.</source>
        <translation>Photos and PDFs of documents are kept here, encrypted with the file. Drag them here, or choose them.</translation>
    </message>
    <message>
        <source>Rilasciato il</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>Scade il</source>
        <translation>Expires on</translation>
    </message>
    <message>
        <source>Sessanta giorni prima compare in Da guardare</source>
        <translation>It shows under To look at sixty days before</translation>
    </message>
    <message>
        <source>Lo apre solo chi ne ha il permesso</source>
        <translation>Only those with permission open it</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Importo</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>È entrato questo</source>
        <translation>This came in</translation>
    </message>
    <message>
        <source>Annulla importazione</source>
        <translation>Take the import back</translation>
    </message>
    <message>
        <source>Comincio…</source>
        <translation>Beginning…</translation>
    </message>
    <message>
        <source>In questo file non c&apos;era niente di nuovo</source>
        <translation>There was nothing new in this file</translation>
    </message>
    <message>
        <source>Era già stato importato: non ho aggiunto doppioni.</source>
        <translation>It had been imported already: I added no doubles.</translation>
    </message>
    <message>
        <source>Importazione finita</source>
        <translation>Import finished</translation>
    </message>
    <message>
        <source>Ogni scheda si trova già con la ricerca.</source>
        <translation>Every file can already be found by searching.</translation>
    </message>
    <message>
        <source>nuclei nuovi</source>
        <translation>new households</translation>
    </message>
    <message>
        <source>nuclei già seguiti, completati</source>
        <translation>households already followed, completed</translation>
    </message>
    <message>
        <source>nuclei presi da un&apos;esportazione prima</source>
        <translation>households taken from an earlier export</translation>
    </message>
    <message>
        <source>componenti</source>
        <translation>members</translation>
    </message>
    <message>
        <source>aiuti nuovi</source>
        <translation>new aid</translation>
    </message>
    <message>
        <source>aiuti che c&apos;erano già</source>
        <translation>aid that was there already</translation>
    </message>
    <message>
        <source>Importazione annullata</source>
        <translation>Import taken back</translation>
    </message>
    <message>
        <source>Tutto è come prima. Il file è rimasto dov&apos;era.</source>
        <translation>Everything is as before. The file stayed where it was.</translation>
    </message>
</context>
<context>
    <name>DoublesBand</name>
    <message>
        <source>Confronta…</source>
        <translation>Compare…</translation>
    </message>
    <message>
        <source>Non sono loro</source>
        <translation>Not them</translation>
    </message>
    <message>
        <source>Sono due famiglie: non lo chiedo più</source>
        <translation>They are two families: I will not ask again</translation>
    </message>
    <message>
        <source>Le schede sono di nuovo due</source>
        <translation>The files are two again</translation>
    </message>
    <message>
        <source>Schede unite</source>
        <translation>Files merged</translation>
    </message>
    <message>
        <source>Forse è la stessa famiglia della scheda {file}</source>
        <translation>Perhaps the same family as file {file}</translation>
    </message>
    <message>
        <source>Qui dentro c&apos;è anche la scheda {number}, unita il {day}</source>
        <translation>File {number} is in here too, merged on {day}</translation>
    </message>
    <message>
        <source>senza numero</source>
        <translation>no number</translation>
    </message>
    <message>
        <source>Dividi di nuovo</source>
        <translation>Divide again</translation>
    </message>
</context>
<context>
    <name>DoublesPanel</name>
    <message>
        <source>Forse c&apos;è già</source>
        <translation>Perhaps already here</translation>
    </message>
    <message>
        <source>C&apos;è già?</source>
        <translation>Already here?</translation>
    </message>
    <message>
        <source>Se sono loro, vai alla loro scheda. Altrimenti vai avanti.</source>
        <translation>If it is them, go to their file. Otherwise go on.</translation>
    </message>
    <message>
        <source>Mentre scrivi, qui compaiono i nuclei che somigliano a questo.</source>
        <translation>While you type, households that look like this one appear here.</translation>
    </message>
    <message>
        <source>molto simile</source>
        <translation>very similar</translation>
    </message>
    <message>
        <source>scheda {number}</source>
        <translation>file {number}</translation>
    </message>
    <message>
        <source>Vedi la scheda</source>
        <translation>See the file</translation>
    </message>
    <message>
        <source>Vedi la scheda di {names}</source>
        <translation>See the file of {names}</translation>
    </message>
</context>
<context>
    <name>DueBand</name>
    <message>
        <source>Fino a quando</source>
        <translation>Until when</translation>
    </message>
    <message>
        <source>Perché serve ancora</source>
        <translation>Why it is still needed</translation>
    </message>
    <message>
        <source>Conserva ancora</source>
        <translation>Keep it longer</translation>
    </message>
    <message>
        <source>Da cancellare o confermare</source>
        <translation>To be erased or confirmed</translation>
    </message>
</context>
<context>
    <name>DueFilesDialog</name>
    <message>
        <source>Non si può annullare.</source>
        <translation>It cannot be undone.</translation>
    </message>
    <message>
        <source>Schede scadute</source>
        <translation>Files whose time is over</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Scheda</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Perché</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Scaduta il</source>
        <translation>Due since</translation>
    </message>
    <message>
        <source>Per confermare scrivi quante sono</source>
        <translation>To confirm, write how many they are</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Cancella tutte</source>
        <translation>Erase all</translation>
    </message>
    <message>
        <source>Non è il numero delle schede: {number}</source>
        <translation>That is not the number of files: {number}</translation>
    </message>
    <message>
        <source>Cancello le schede…</source>
        <translation>Erasing the files…</translation>
    </message>
    <message numerus="yes">
        <source>Cancellare per sempre %n schede</source>
        <translation>
            <numerusform>Erase %n file for good</numerusform>
            <numerusform>Erase %n files for good</numerusform>
        </translation>
    </message>
    <message>
        <source>Interrotto: le schede qui sotto ci sono ancora.</source>
        <translation>Stopped: the files below are still there.</translation>
    </message>
    <message>
        <source>Quelle già cancellate non tornano.</source>
        <translation>Those already erased do not come back.</translation>
    </message>
    <message>
        <source>Spariscono nomi, codici, indirizzi, note, documenti e aiuti. Restano i conti del centro, senza persone, e nel registro delle attività che la scheda è stata aperta, senza il nome. Dal registro della rete escono alla prossima chiusura del mese. Nelle copie di sicurezza di questo computer restano fino al {day}. Per conservarne una ancora, apri la sua scheda in Consensi.</source>
        <translation>Names, codes, addresses, notes, documents and aid disappear. What stays are the counts of the centre, without people, and in the activity log that the file was opened, without its name. They leave the network&apos;s register at the next closing of the month. They are in the backups of this computer until {day}. To keep one longer, open its file under Consents.</translation>
    </message>
</context>
<context>
    <name>EconomyTab</name>
    <message>
        <source>ISEE</source>
        <translation>ISEE</translation>
    </message>
    <message>
        <source>Aggiungi un ISEE</source>
        <translation>Add an ISEE</translation>
    </message>
    <message>
        <source>ISEE di {amount} € salvato</source>
        <translation>ISEE of €{amount} saved</translation>
    </message>
    <message>
        <source>Nuovo ISEE</source>
        <translation>New ISEE</translation>
    </message>
    <message>
        <source>Correggi questo ISEE</source>
        <translation>Mend this ISEE</translation>
    </message>
    <message>
        <source>ISEE tolto</source>
        <translation>ISEE removed</translation>
    </message>
    <message>
        <source>scaduto</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>valido</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>Modifica</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>ISEE del nucleo</source>
        <translation>ISEE of the household</translation>
    </message>
    <message>
        <source>Tipo</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Valore</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>DSU del</source>
        <translation>DSU of</translation>
    </message>
    <message>
        <source>Scade</source>
        <translation>Expires</translation>
    </message>
    <message>
        <source>Stato</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Qui compaiono gli ISEE, con la loro scadenza</source>
        <translation>ISEE certificates appear here, with their expiry</translation>
    </message>
    <message>
        <source>Se resta vuoto: il 31 dicembre dell&apos;anno della DSU</source>
        <translation>If left empty: 31 December of the DSU&apos;s year</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>Eligibility</name>
    <message>
        <source>Di nuovo possibile dal {day}. Se serve adesso, si dà.</source>
        <translation>Possible again from {day}. If it is needed now, it is given.</translation>
    </message>
    <message>
        <source>il {day}</source>
        <translation>on {day}</translation>
    </message>
    <message>
        <source>a {month}</source>
        <translation>in {month}</translation>
    </message>
    <message>
        <source>nel {year}</source>
        <translation>in {year}</translation>
    </message>
    <message>
        <source>Può ritirare il pacco</source>
        <translation>Can collect the parcel</translation>
    </message>
    <message>
        <source>Può scegliere il vestiario</source>
        <translation>Can choose clothing</translation>
    </message>
    <message>
        <source>Può ricevere un contributo</source>
        <translation>Can receive a contribution</translation>
    </message>
    <message>
        <source>Può riceverlo</source>
        <translation>Can receive it</translation>
    </message>
    <message>
        <source>Già ricevuto {when} a {centre}</source>
        <translation>Already received {when} at {centre}</translation>
    </message>
    <message>
        <source>Già ricevuto qui {when}</source>
        <translation>Already received here {when}</translation>
    </message>
    <message>
        <source>Ultimo qui {when}</source>
        <translation>Last one here {when}</translation>
    </message>
    <message>
        <source>Altrove {when}, a {centre}.</source>
        <translation>Elsewhere {when}, at {centre}.</translation>
    </message>
    <message>
        <source>È il primo di questo genere.</source>
        <translation>It is the first of this kind.</translation>
    </message>
</context>
<context>
    <name>ErasureDialog</name>
    <message>
        <source>Tutto il nucleo</source>
        <translation>The whole household</translation>
    </message>
    <message>
        <source>Non si può annullare.</source>
        <translation>It cannot be undone.</translation>
    </message>
    <message>
        <source>CANCELLA</source>
        <translation>ERASE</translation>
    </message>
    <message>
        <source>Non è quello che serve: scrivi {number}</source>
        <translation>That is not it: type {number}</translation>
    </message>
    <message>
        <source>Nomi, codici, indirizzi, telefoni e note spariscono da questo archivio. Restano solo i conti del centro, senza nessuna persona.</source>
        <translation>Names, codes, addresses, telephones and notes go from this archive. Only the centre&apos;s counts stay, without any person.</translation>
    </message>
    <message>
        <source>Dal registro della rete esce alla prossima chiusura del mese.</source>
        <translation>It leaves the network&apos;s register with the next month closing.</translation>
    </message>
    <message>
        <source>Le copie di sicurezza già fatte lo contengono ancora: quelle su questo computer fino al {day}, se si fa una copia ogni mese; quella sulla chiavetta fino alla prossima copia. Se ne rimetti una su questo computer viene cancellato di nuovo; su un altro computer va cancellato ancora. Altre copie, stampe ed elenchi salvati vanno eliminati a mano.</source>
        <translation>Backups already made still hold it: those on this PC until {day}, if a backup is made every month; the one on the stick until the next backup. Put back on this PC, it is erased again; on another PC it must be erased once more. Other copies, prints and lists that were saved must be deleted by hand.</translation>
    </message>
    <message>
        <source>Cancellare per sempre</source>
        <translation>Erase for good</translation>
    </message>
    <message>
        <source>Chi</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Perché</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Per confermare scrivi {number}</source>
        <translation>To confirm type {number}</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Cancella per sempre</source>
        <translation>Erase for good</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Riprova; se succede ancora, telefona a chi vi aiuta.</source>
        <translation>Try again; if it happens again, phone whoever helps you.</translation>
    </message>
    <message>
        <source>Qualcosa non ha funzionato nel programma.</source>
        <translation>Something in the program did not work.</translation>
    </message>
    <message>
        <source>Il computer non è riuscito a finire.</source>
        <translation>The computer could not finish.</translation>
    </message>
    <message>
        <source>Questa scheda non c&apos;è più.</source>
        <translation>This file is no longer here.</translation>
    </message>
    <message>
        <source>Torna alla ricerca e aprila di nuovo.</source>
        <translation>Go back to the search and open it again.</translation>
    </message>
    <message>
        <source>Questo non si può fare.</source>
        <translation>This cannot be done.</translation>
    </message>
    <message>
        <source>Controlla quello che hai scritto e riprova.</source>
        <translation>Check what you wrote and try again.</translation>
    </message>
    <message>
        <source>Questo non rientra nei tuoi compiti.</source>
        <translation>This is not among your tasks.</translation>
    </message>
    <message>
        <source>Chiedi alla segreteria o al coordinatore.</source>
        <translation>Ask the office or the coordinator.</translation>
    </message>
    <message>
        <source>Qualcun altro ha cambiato questa scheda nel frattempo.</source>
        <translation>Someone else changed this file in the meantime.</translation>
    </message>
    <message>
        <source>Riaprila: troverai i dati aggiornati.</source>
        <translation>Open it again: you will find it up to date.</translation>
    </message>
    <message>
        <source>Non usare questo file: chiama il coordinatore e riparti dall&apos;ultima copia.</source>
        <translation>Do not use this file: call the coordinator and start again from the last copy.</translation>
    </message>
    <message>
        <source>La frase non è quella giusta.</source>
        <translation>That is not the right passphrase.</translation>
    </message>
    <message>
        <source>Guarda maiuscole e spazi, e riprova.</source>
        <translation>Check capitals and spaces, and try again.</translation>
    </message>
    <message>
        <source>Nella chiave di recupero c&apos;è una lettera sbagliata.</source>
        <translation>There is a wrong letter in the recovery key.</translation>
    </message>
    <message>
        <source>Ricopiala dal foglio, un gruppo alla volta.</source>
        <translation>Copy it from the sheet again, one group at a time.</translation>
    </message>
    <message>
        <source>Il file con i dati non è dove dovrebbe.</source>
        <translation>The data file is not where it should be.</translation>
    </message>
    <message>
        <source>Se sta su una chiavetta, inseriscila; poi riprova.</source>
        <translation>If it is on a USB stick, plug it in; then try again.</translation>
    </message>
    <message>
        <source>C&apos;è già un file con questo nome.</source>
        <translation>There is already a file with this name.</translation>
    </message>
    <message>
        <source>Scegli un altro nome: non viene sovrascritto niente.</source>
        <translation>Choose another name: nothing is overwritten.</translation>
    </message>
    <message>
        <source>Questo file non è di DA.PO.</source>
        <translation>This is not a DA.PO file.</translation>
    </message>
    <message>
        <source>Scegli il file del tuo centro.</source>
        <translation>Choose your centre&apos;s file.</translation>
    </message>
    <message>
        <source>Questo file è stato scritto da una versione più nuova.</source>
        <translation>This file was written by a newer version.</translation>
    </message>
    <message>
        <source>Aggiorna il programma e riprova.</source>
        <translation>Update the program and try again.</translation>
    </message>
    <message>
        <source>Il file con i dati è rovinato.</source>
        <translation>The data file is damaged.</translation>
    </message>
    <message>
        <source>Accanto ai dati manca il file delle chiavi.</source>
        <translation>The key file is missing beside the data.</translation>
    </message>
    <message>
        <source>Il file delle chiavi è rovinato.</source>
        <translation>The key file is damaged.</translation>
    </message>
    <message>
        <source>Qualcuno sta ancora leggendo i dati.</source>
        <translation>Somebody is still reading the data.</translation>
    </message>
    <message>
        <source>Chiudi le finestre aperte e riprova.</source>
        <translation>Close the open windows and try again.</translation>
    </message>
    <message>
        <source>Questo file è più vecchio di quello usato l&apos;ultima volta.</source>
        <translation>This file is older than the one used last time.</translation>
    </message>
    <message>
        <source>Rimetti la copia di sicurezza più recente, se ce l&apos;hai.</source>
        <translation>Restore the latest backup, if you have one.</translation>
    </message>
    <message>
        <source>Con la rete ha già parlato un archivio più nuovo, o un altro, il {seen_at}.</source>
        <translation>A later file, or another one, spoke with the network on {seen_at}.</translation>
    </message>
    <message>
        <source>Non è partito niente. Se l&apos;altro c&apos;è ancora, apri quello. Se questo l&apos;hai rimesso da una copia, vai avanti: prima lo confronto con il registro.</source>
        <translation>Nothing has left. If the other one is still there, open that. If you put this one back from a copy, go on: it is compared with the register first.</translation>
    </message>
    <message>
        <source>La copia di sicurezza non è riuscita.</source>
        <translation>The backup was not made.</translation>
    </message>
    <message>
        <source>Riprova; se succede ancora, cambia chiavetta o cartella.</source>
        <translation>Try again; if it happens again, use another stick or folder.</translation>
    </message>
    <message>
        <source>Questo file non è una copia di sicurezza di DA.PO.</source>
        <translation>This file is not a backup of DA.PO.</translation>
    </message>
    <message>
        <source>Scegli un file che finisce con .dapobackup o .dapo.</source>
        <translation>Choose a file that ends in .dapobackup or .dapo.</translation>
    </message>
    <message>
        <source>Questa copia di sicurezza è rovinata.</source>
        <translation>This backup is damaged.</translation>
    </message>
    <message>
        <source>Scegline un&apos;altra, anche meno recente.</source>
        <translation>Choose another, even an older one.</translation>
    </message>
    <message>
        <source>I dati sono già aperti in un&apos;altra finestra di DA.PO.</source>
        <translation>The data is already open in another DA.PO window.</translation>
    </message>
    <message>
        <source>Usa quella finestra, oppure chiudila e riprova.</source>
        <translation>Use that window, or close it and try again.</translation>
    </message>
    <message>
        <source>In questa cartella non si può scrivere.</source>
        <translation>This folder cannot be written to.</translation>
    </message>
    <message>
        <source>Chiedi a chi si occupa del computer di permetterlo.</source>
        <translation>Ask whoever looks after the computer to allow it.</translation>
    </message>
    <message>
        <source>Il disco del computer è pieno.</source>
        <translation>The computer&apos;s disk is full.</translation>
    </message>
    <message>
        <source>Libera un po&apos; di spazio e riprova.</source>
        <translation>Free some space and try again.</translation>
    </message>
    <message>
        <source>Il disco non ha risposto.</source>
        <translation>The disk did not answer.</translation>
    </message>
    <message>
        <source>Riprova; se succede ancora, fai vedere il computer.</source>
        <translation>Try again; if it happens again, have the computer looked at.</translation>
    </message>
    <message>
        <source>Su questo computer manca la parte che protegge i dati.</source>
        <translation>This computer lacks the part that protects the data.</translation>
    </message>
    <message>
        <source>Installa di nuovo il programma.</source>
        <translation>Install the program again.</translation>
    </message>
    <message>
        <source>Questo file è troppo grande per leggerlo.</source>
        <translation>This file is too big to read.</translation>
    </message>
    <message>
        <source>Dividilo in file più piccoli, uno per anno ad esempio.</source>
        <translation>Split it into smaller files, one a year for example.</translation>
    </message>
    <message>
        <source>Questo file sembra fatto per fare danni: non l&apos;ho aperto.</source>
        <translation>This file looks made to do harm: it was not opened.</translation>
    </message>
    <message>
        <source>Fattelo mandare di nuovo da chi lo ha scritto.</source>
        <translation>Ask whoever wrote it to send it again.</translation>
    </message>
    <message>
        <source>In questo file non trovo una tabella da leggere.</source>
        <translation>There is no table to read in this file.</translation>
    </message>
    <message>
        <source>Aprilo con il foglio di calcolo, togli la parola d&apos;ordine se c&apos;è, e salvalo di nuovo.</source>
        <translation>Open it in the spreadsheet program, remove the password if there is one, and save it again.</translation>
    </message>
    <message>
        <source>Questo documento non si può tenere o mostrare.</source>
        <translation>This document cannot be kept or shown.</translation>
    </message>
    <message>
        <source>Rifai la foto o la scansione e riprova.</source>
        <translation>Take the photo or the scan again and retry.</translation>
    </message>
    <message>
        <source>Questo file non contiene colonne salvate da DA.PO.</source>
        <translation>This file holds no columns saved by DA.PO.</translation>
    </message>
    <message>
        <source>Scegli le colonne a mano.</source>
        <translation>Choose the columns by hand.</translation>
    </message>
    <message>
        <source>Controlla internet e riprova: si riprende da dove si era rimasti.</source>
        <translation>Check the internet and try again: it resumes from where it stopped.</translation>
    </message>
    <message>
        <source>Non riprovare: telefona a chi cura la rete, e leggi il codice.</source>
        <translation>Do not try again: phone whoever looks after the network, and read out the code.</translation>
    </message>
    <message>
        <source>Riprova: prima confronto il registro con questo archivio, poi rimando quello che manca.</source>
        <translation>Try again: first I compare the register with this file, then I send again what is missing.</translation>
    </message>
    <message>
        <source>Il registro della rete non risponde.</source>
        <translation>The network&apos;s register does not answer.</translation>
    </message>
    <message>
        <source>Il registro della rete non ha accettato.</source>
        <translation>The network&apos;s register did not accept.</translation>
    </message>
    <message>
        <source>Questo centro non è ancora in rete.</source>
        <translation>This centre has not joined the network yet.</translation>
    </message>
    <message>
        <source>Si entra da Impostazioni, con il codice di chi cura la rete.</source>
        <translation>One joins from Settings, with the code of whoever looks after the network.</translation>
    </message>
    <message>
        <source>Questo centro è già in rete.</source>
        <translation>This centre has already joined the network.</translation>
    </message>
    <message>
        <source>Non c&apos;è altro da fare.</source>
        <translation>There is nothing else to do.</translation>
    </message>
    <message>
        <source>Questi sono dati di prova: non vanno alla rete vera.</source>
        <translation>These are trial data: they do not go to the real network.</translation>
    </message>
    <message>
        <source>Apri il file del tuo centro e riprova da lì.</source>
        <translation>Open your centre&apos;s file and try again from there.</translation>
    </message>
    <message>
        <source>Uno dei custodi delle chiavi non risponde.</source>
        <translation>One of the key-holders does not answer.</translation>
    </message>
    <message>
        <source>Un custode delle chiavi non è quello che conosciamo.</source>
        <translation>A key-holder is not the one we know.</translation>
    </message>
    <message>
        <source>Il codice d&apos;ingresso è sbagliato, già usato o scaduto.</source>
        <translation>The entry code is wrong, already used or expired.</translation>
    </message>
    <message>
        <source>Chiedine uno nuovo a chi cura la rete.</source>
        <translation>Ask whoever looks after the network for a new one.</translation>
    </message>
    <message>
        <source>I custodi non hanno ancora una chiave in comune.</source>
        <translation>The key-holders have no key in common yet.</translation>
    </message>
    <message>
        <source>Dillo a chi cura la rete: qui non si perde niente.</source>
        <translation>Tell whoever looks after the network: nothing is lost here.</translation>
    </message>
    <message>
        <source>Il custode delle chiavi ha fermato le domande di oggi.</source>
        <translation>The key-holder has stopped today&apos;s questions.</translation>
    </message>
    <message>
        <source>Chiudi di nuovo dal {until}: si riprende da dove si era rimasti. Se le persone nuove sono molte, dillo a chi cura la rete.</source>
        <translation>Close again from {until}: it goes on where it stopped. If there are many new people, tell who looks after the network.</translation>
    </message>
    <message>
        <source>Chi cura la rete deve ancora confermare questo computer.</source>
        <translation>Who looks after the network has still to confirm this computer.</translation>
    </message>
    <message>
        <source>Telefonagli e leggi le cifre che trovi in Impostazioni, alla Rete.</source>
        <translation>Call them and read the digits you find in Settings, under Network.</translation>
    </message>
    <message>
        <source>Questo DA.PO e il registro della rete non si capiscono più.</source>
        <translation>This DA.PO and the network&apos;s register no longer understand each other.</translation>
    </message>
    <message>
        <source>Aggiorna DA.PO; se è già il più nuovo, telefona a chi cura la rete.</source>
        <translation>Update DA.PO; if it is the newest already, phone whoever looks after the network.</translation>
    </message>
    <message>
        <source>L&apos;indirizzo non è protetto: deve cominciare con https://</source>
        <translation>The address is not protected: it must begin with https://</translation>
    </message>
    <message>
        <source>Chiedi a chi cura la rete l&apos;indirizzo giusto.</source>
        <translation>Ask who looks after the network for the right address.</translation>
    </message>
    <message>
        <source>Questo computer non può più parlare per il centro.</source>
        <translation>This computer may no longer speak for the centre.</translation>
    </message>
    <message>
        <source>Il registro della rete è cambiato o è tornato indietro.</source>
        <translation>The network&apos;s register changed or went back in time.</translation>
    </message>
    <message>
        <source>La ricevuta non porta la firma del registro.</source>
        <translation>The receipt does not bear the register&apos;s signature.</translation>
    </message>
    <message>
        <source>Ha risposto qualcosa che non è il registro della rete.</source>
        <translation>What answered is not the network&apos;s register.</translation>
    </message>
    <message>
        <source>Controlla l&apos;indirizzo in Impostazioni, e internet.</source>
        <translation>Check the address in Settings, and the internet.</translation>
    </message>
    <message>
        <source>Codice da leggere al telefono: {code}</source>
        <translation>Code to read on the phone: {code}</translation>
    </message>
    <message>
        <source>Quello che era già salvato è al sicuro.</source>
        <translation>What was already saved is safe.</translation>
    </message>
    <message>
        <source>Sulla chiavetta non c&apos;è posto.</source>
        <translation>There is no room on the stick.</translation>
    </message>
    <message>
        <source>Libera spazio, o usane un&apos;altra, e riprova.</source>
        <translation>Free some space, or use another one, and try again.</translation>
    </message>
    <message>
        <source>Sulla chiavetta non si può scrivere.</source>
        <translation>The stick cannot be written.</translation>
    </message>
    <message>
        <source>Guarda se ha il blocchetto di protezione, o usane un&apos;altra.</source>
        <translation>See whether its lock is on, or use another one.</translation>
    </message>
    <message>
        <source>La chiavetta non ridà quello che le si scrive.</source>
        <translation>The stick does not give back what is written on it.</translation>
    </message>
    <message>
        <source>Non fidarti più di questa: usane un&apos;altra.</source>
        <translation>Do not trust this one any more: use another.</translation>
    </message>
    <message>
        <source>Il registro, o questo archivio, è stato ripristinato.</source>
        <translation>The register, or this vault, was restored from a copy.</translation>
    </message>
    <message>
        <source>Stavolta la chiavetta non basta: collega una volta il computer alla rete, anche col telefono, e chiudi il mese.</source>
        <translation>This time the stick is not enough: connect the computer to the network once, a phone will do, and close the month.</translation>
    </message>
    <message>
        <source>Prepara un plico nuovo: contiene anche quello che aspettava.</source>
        <translation>Prepare a new parcel: it also holds what was waiting.</translation>
    </message>
    <message>
        <source>Scegli il file giusto sulla chiavetta.</source>
        <translation>Choose the right file on the stick.</translation>
    </message>
    <message>
        <source>Questo file non è un plico di DA.PO.</source>
        <translation>This file is no DA.PO parcel.</translation>
    </message>
    <message>
        <source>Il plico è rovinato: un pezzo manca o è cambiato.</source>
        <translation>The parcel is damaged: a piece is missing or changed.</translation>
    </message>
    <message>
        <source>Fallo copiare di nuovo, o fallo portare un&apos;altra volta.</source>
        <translation>Have it copied again, or carried once more.</translation>
    </message>
    <message>
        <source>Questa è una risposta, non un plico da portare.</source>
        <translation>This is an answer, not a parcel to be carried.</translation>
    </message>
    <message>
        <source>Riportala al suo centro, o scegli il file con «andata».</source>
        <translation>Take it back to its centre, or choose the file with “andata”.</translation>
    </message>
    <message>
        <source>Questo è il plico da portare, non la risposta.</source>
        <translation>This is the parcel to be carried, not its answer.</translation>
    </message>
    <message>
        <source>Deve prima passare da un computer con la rete.</source>
        <translation>It must pass by a computer with a network first.</translation>
    </message>
    <message>
        <source>Questo plico è di un&apos;altra rete.</source>
        <translation>This parcel belongs to another network.</translation>
    </message>
    <message>
        <source>Dallo a chi è nella rete del centro che lo ha preparato.</source>
        <translation>Give it to somebody in the network of the centre that prepared it.</translation>
    </message>
    <message>
        <source>Questa risposta è di un altro centro.</source>
        <translation>This answer is another centre&apos;s.</translation>
    </message>
    <message>
        <source>Questo archivio non ha preparato il plico {number}.</source>
        <translation>This vault did not prepare parcel {number}.</translation>
    </message>
    <message>
        <source>La risposta al plico {number} è già stata letta, o superata.</source>
        <translation>The answer to parcel {number} was read already, or a later one was.</translation>
    </message>
    <message>
        <source>Non c&apos;è altro da fare con questo file.</source>
        <translation>There is nothing more to do with this file.</translation>
    </message>
    <message>
        <source>Il plico {number} è arrivato troppo tardi.</source>
        <translation>Parcel {number} arrived too late.</translation>
    </message>
    <message>
        <source>Da qui non è partita nessuna richiesta d&apos;ingresso.</source>
        <translation>No request to join was made here.</translation>
    </message>
</context>
<context>
    <name>FaultBox</name>
    <message>
        <source>Resoconto del guasto</source>
        <translation>Report of the fault</translation>
    </message>
    <message>
        <source>Salva…</source>
        <translation>Save…</translation>
    </message>
    <message>
        <source>Non salvare</source>
        <translation>Do not save</translation>
    </message>
    <message>
        <source>Questo è il resoconto del guasto: non contiene nomi né dati, e finora non è scritto da nessuna parte. Se lo salvi, puoi mandarlo a chi ti ha dato il programma.</source>
        <translation>This is the report of the fault: it holds no names and no data, and so far it is written nowhere. If you save it, you can send it to whoever gave you the program.</translation>
    </message>
    <message>
        <source>DA.PO resoconto.txt</source>
        <translation>DA.PO report.txt</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>Il tuo file resta com&apos;è</source>
        <translation>Your file stays as it is</translation>
    </message>
    <message>
        <source>Prima di importare vedi tutto: che cosa ho capito, colonna per colonna, e le righe che non tornano. Dopo, si può annullare in un colpo solo.</source>
        <translation>Before importing you see everything: what I understood, column by column, and the rows that do not add up. Afterwards it can be taken back in one go.</translation>
    </message>
    <message>
        <source>Fogli di calcolo ({endings})</source>
        <translation>Spreadsheets ({endings})</translation>
    </message>
    <message>
        <source>Scegli il registro</source>
        <translation>Choose the register</translation>
    </message>
    <message>
        <source>Leggo {name}…</source>
        <translation>Reading {name}…</translation>
    </message>
</context>
<context>
    <name>FindingTables</name>
    <message>
        <source>Aiutati due volte</source>
        <translation>Helped twice</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Aiuto</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Quando e dove</source>
        <translation>When and where</translation>
    </message>
    <message>
        <source>Distanza</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Nessun aiuto dato due volte nella finestra.</source>
        <translation>No aid given twice within the window.</translation>
    </message>
    <message>
        <source>Seguiti anche altrove</source>
        <translation>Followed elsewhere too</translation>
    </message>
    <message>
        <source>Scheda</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Anche da</source>
        <translation>Also by</translation>
    </message>
    <message>
        <source>In comune</source>
        <translation>In common</translation>
    </message>
    <message>
        <source>Qui compaiono le famiglie che segue anche un altro centro.</source>
        <translation>Families that another centre follows too appear here.</translation>
    </message>
    <message>
        <source>Quanto è sicuro</source>
        <translation>How sure it is</translation>
    </message>
    <message>
        <source>{here} qui
{there} {centre}</source>
        <translation>{here} here
{there} {centre}</translation>
    </message>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message>
        <source>sono loro</source>
        <translation>it is them</translation>
    </message>
    <message>
        <source>non sono loro</source>
        <translation>it is not them</translation>
    </message>
    <message>
        <source>Sono loro</source>
        <translation>It is them</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Ripensaci</source>
        <translation>Think again</translation>
    </message>
</context>
<context>
    <name>FindingsStep</name>
    <message>
        <source>nuclei seguiti anche altrove</source>
        <translation>households followed elsewhere too</translation>
    </message>
    <message>
        <source>aiuti dati due volte nel mese</source>
        <translation>aid given twice in the month</translation>
    </message>
    <message>
        <source>aiuti dati due volte, in tutto</source>
        <translation>aid given twice, in all</translation>
    </message>
    <message>
        <source>da riconoscere: sono loro?</source>
        <translation>to recognise: is it them?</translation>
    </message>
    <message>
        <source>Ricevuta</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Stampa i riscontri</source>
        <translation>Print what came back</translation>
    </message>
    <message>
        <source>Aggiorna i riscontri</source>
        <translation>Refresh what came back</translation>
    </message>
    <message>
        <source>Quali riscontri</source>
        <translation>Which of what came back</translation>
    </message>
    <message>
        <source>non è una colpa: è un invito a parlarsi</source>
        <translation>nobody&apos;s fault: an invitation to talk</translation>
    </message>
    <message>
        <source>Se sono loro, lo dicono la segreteria o il coordinatore.</source>
        <translation>Whether it is them is for the staff or the coordinator to say.</translation>
    </message>
    <message>
        <source>Aiutati due volte in {month}</source>
        <translation>Helped twice in {month}</translation>
    </message>
    <message>
        <source>In tutti i mesi</source>
        <translation>In all months</translation>
    </message>
    <message>
        <source>Seguiti anche altrove</source>
        <translation>Followed elsewhere too</translation>
    </message>
    <message>
        <source>{names}: sono loro</source>
        <translation>{names}: it is them</translation>
    </message>
    <message>
        <source>{names}: non sono loro</source>
        <translation>{names}: it is not them</translation>
    </message>
    <message>
        <source>{names}: resta da riconoscere</source>
        <translation>{names}: still to recognise</translation>
    </message>
    <message>
        <source>Riscontri di {month}</source>
        <translation>What came back for {month}</translation>
    </message>
</context>
<context>
    <name>FirstRunWizard</name>
    <message>
        <source>Insieme, senza che nessuno venga contato due volte.</source>
        <translation>Together, without anyone being counted twice.</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Centro</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Frase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Foglio</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Si comincia</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Sto preparando</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>Indietro</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ho già un file di DA.PO</source>
        <translation>I already have a DA.PO file</translation>
    </message>
    <message>
        <source>Riparti da una copia di sicurezza</source>
        <translation>Start again from a backup</translation>
    </message>
    <message>
        <source>Comincia</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Avanti</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Foglio di recupero</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>foglio-di-recupero.pdf</source>
        <translation>recovery-sheet.pdf</translation>
    </message>
    <message>
        <source>prova</source>
        <translation>trial</translation>
    </message>
    <message>
        <source>Centro di prova</source>
        <translation>Trial centre</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Qui serve qualcosa</source>
        <translation>Something is needed here</translation>
    </message>
</context>
<context>
    <name>FormsCard</name>
    <message>
        <source>Fogli da firmare</source>
        <translation>Sheets to sign</translation>
    </message>
    <message>
        <source>L&apos;informativa resta alla famiglia; il foglio dei consensi si firma e torna qui. Sotto ogni frase c&apos;è l&apos;italiano.</source>
        <translation>The notice stays with the family; the sheet of consents is signed and comes back here. Under each sentence stands the Italian.</translation>
    </message>
    <message>
        <source>Lingua dei fogli</source>
        <translation>Language of the sheets</translation>
    </message>
    <message>
        <source>Stampa informativa e consensi</source>
        <translation>Print notice and consents</translation>
    </message>
    <message>
        <source>Allega il foglio firmato…</source>
        <translation>Attach the signed sheet…</translation>
    </message>
    <message>
        <source>informativa e consensi {number}.pdf</source>
        <translation>notice and consents {number}.pdf</translation>
    </message>
    <message>
        <source>Informativa e consensi</source>
        <translation>Notice and consents</translation>
    </message>
    <message>
        <source>Foto e PDF ({endings})</source>
        <translation>Pictures and PDF ({endings})</translation>
    </message>
    <message>
        <source>Scegli il foglio firmato</source>
        <translation>Choose the signed sheet</translation>
    </message>
    <message>
        <source>Leggo {name}…</source>
        <translation>Reading {name}…</translation>
    </message>
    <message>
        <source>Foglio firmato allegato ai consensi</source>
        <translation>Signed sheet attached to the consents</translation>
    </message>
    <message>
        <source>Documento tolto: {name}</source>
        <translation>Document removed: {name}</translation>
    </message>
</context>
<context>
    <name>Hits</name>
    <message>
        <source>persona sola</source>
        <translation>single person</translation>
    </message>
    <message>
        <source>scheda {number}</source>
        <translation>file {number}</translation>
    </message>
    <message>
        <source>tessera {card}</source>
        <translation>card {card}</translation>
    </message>
    <message>
        <source>trovato come {relation}</source>
        <translation>found as {relation}</translation>
    </message>
    <message>
        <source>nome simile</source>
        <translation>similar name</translation>
    </message>
    <message>
        <source>ISEE in scadenza</source>
        <translation>ISEE about to expire</translation>
    </message>
    <message>
        <source>Tesserini STP o ENI in scadenza</source>
        <translation>STP or ENI cards about to expire</translation>
    </message>
    <message>
        <source>Documenti in scadenza</source>
        <translation>Documents about to expire</translation>
    </message>
    <message>
        <source>Consensi alla rete da chiedere</source>
        <translation>Network consents to ask for</translation>
    </message>
    <message>
        <source>In silenzio da 60 giorni</source>
        <translation>Not seen for 60 days</translation>
    </message>
    <message>
        <source>Forse la stessa famiglia in due schede</source>
        <translation>Perhaps one family in two files</translation>
    </message>
    <message>
        <source>Schede da cancellare o confermare</source>
        <translation>Files to erase or confirm</translation>
    </message>
    <message>
        <source>Scheda chiusa</source>
        <translation>File closed</translation>
    </message>
    <message>
        <source>Pacco {when} a {centre}</source>
        <translation>Parcel {when} at {centre}</translation>
    </message>
    <message>
        <source>Pacco già dato {when}</source>
        <translation>Parcel already given {when}</translation>
    </message>
    <message>
        <source>In silenzio da {days} giorni</source>
        <translation>Silent for {days} days</translation>
    </message>
    <message>
        <source>Può ritirare il pacco</source>
        <translation>Can collect the parcel</translation>
    </message>
    <message>
        <source>ISEE fino al {day}</source>
        <translation>ISEE until {day}</translation>
    </message>
    <message>
        <source>Consenso da chiedere</source>
        <translation>Consent to ask for</translation>
    </message>
    <message>
        <source>Tesserino in scadenza</source>
        <translation>Card about to expire</translation>
    </message>
    <message>
        <source>ISEE scaduto il {day}</source>
        <translation>ISEE expired on {day}</translation>
    </message>
    <message>
        <source>possibile dal {day}</source>
        <translation>possible from {day}</translation>
    </message>
    <message>
        <source>nessun pacco qui finora</source>
        <translation>no parcel here so far</translation>
    </message>
    <message>
        <source>ultimo pacco qui {when}</source>
        <translation>last parcel here {when}</translation>
    </message>
</context>
<context>
    <name>HouseholdHeader</name>
    <message>
        <source>Stampa</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Segna un aiuto</source>
        <translation>Record aid</translation>
    </message>
    <message>
        <source>Nucleo senza nomi</source>
        <translation>Household without names</translation>
    </message>
    <message>
        <source>Parti della scheda</source>
        <translation>Parts of the file</translation>
    </message>
    <message>
        <source>Scheda chiusa</source>
        <translation>File closed</translation>
    </message>
    <message>
        <source>Senza dimora</source>
        <translation>Homeless</translation>
    </message>
    <message>
        <source>Tessera {card}</source>
        <translation>Card {card}</translation>
    </message>
    <message>
        <source>Anche a {centre}</source>
        <translation>Also at {centre}</translation>
    </message>
    <message>
        <source>{name} è anche nel nucleo {other}</source>
        <translation>{name} is in the household of {other} too</translation>
    </message>
    <message>
        <source>{count} di loro sono anche nel nucleo {other}</source>
        <translation>{count} of them are in the household of {other} too</translation>
    </message>
    <message>
        <source>Consensi da chiedere</source>
        <translation>Consents to be asked</translation>
    </message>
    <message>
        <source>Consensi: {words}</source>
        <translation>Consents: {words}</translation>
    </message>
</context>
<context>
    <name>HouseholdPage</name>
    <message>
        <source>Riapri la scheda</source>
        <translation>Open the file again</translation>
    </message>
    <message>
        <source>Qui c&apos;è qualcosa non ancora salvato: salva, o lascia stare</source>
        <translation>Something here is not saved yet: save it, or leave it</translation>
    </message>
    <message>
        <source>Riassunto del nucleo</source>
        <translation>Household summary</translation>
    </message>
    <message>
        <source>nucleo {number}.pdf</source>
        <translation>household {number}.pdf</translation>
    </message>
    <message>
        <source>Nucleo {number}</source>
        <translation>Household {number}</translation>
    </message>
    <message>
        <source>Scheda del nucleo</source>
        <translation>Household file</translation>
    </message>
    <message>
        <source>Cerca</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>aperta da te alle {time}</source>
        <translation>opened by you at {time}</translation>
    </message>
    <message>
        <source>La scheda dove scrivevi è stata unita a questa: guarda se manca qualcosa di quello che avevi scritto.</source>
        <translation>The file you were writing in was merged into this one: see whether something you had written is missing.</translation>
    </message>
    <message>
        <source>Scheda chiusa il {day}</source>
        <translation>File closed on {day}</translation>
    </message>
    <message>
        <source>Scheda riaperta</source>
        <translation>File open again</translation>
    </message>
    <message>
        <source>Riepilogo</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Componenti</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Aiuti</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Bisogni</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>Consensi</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>Economia</source>
        <translation>Means</translation>
    </message>
    <message>
        <source>Documenti</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Dati del nucleo</source>
        <translation>Household details</translation>
    </message>
    <message>
        <source>Riservato</source>
        <translation>Reserved</translation>
    </message>
</context>
<context>
    <name>Households</name>
    <message>
        <source>ISEE {amount}</source>
        <translation>ISEE {amount}</translation>
    </message>
    <message>
        <source>ISEE scaduto il {day}</source>
        <translation>ISEE expired on {day}</translation>
    </message>
    <message>
        <source>ISEE {amount} fino al {day}</source>
        <translation>ISEE {amount} until {day}</translation>
    </message>
    <message>
        <source>scheda</source>
        <translation>file</translation>
    </message>
    <message>
        <source>rete</source>
        <translation>network</translation>
    </message>
    <message>
        <source>invii</source>
        <translation>referrals</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>non serve</source>
        <translation>not needed</translation>
    </message>
    <message>
        <source>numero di scheda o tessera</source>
        <translation>number of file or card</translation>
    </message>
    <message>
        <source>cognome e nome insieme</source>
        <translation>surname and given name together</translation>
    </message>
    <message>
        <source>cognome</source>
        <translation>surname</translation>
    </message>
    <message>
        <source>nome</source>
        <translation>given name</translation>
    </message>
    <message>
        <source>data di nascita</source>
        <translation>birth date</translation>
    </message>
    <message>
        <source>codice fiscale o altro codice</source>
        <translation>codice fiscale or other code</translation>
    </message>
    <message>
        <source>sesso</source>
        <translation>sex</translation>
    </message>
    <message>
        <source>relazione di parentela</source>
        <translation>relation</translation>
    </message>
    <message>
        <source>luogo di nascita</source>
        <translation>birth place</translation>
    </message>
    <message>
        <source>cittadinanza</source>
        <translation>citizenship</translation>
    </message>
    <message>
        <source>figli, in una casella</source>
        <translation>children, in one cell</translation>
    </message>
    <message>
        <source>quanti sono</source>
        <translation>how many people</translation>
    </message>
    <message>
        <source>quanti minori</source>
        <translation>how many minors</translation>
    </message>
    <message>
        <source>indirizzo</source>
        <translation>address</translation>
    </message>
    <message>
        <source>telefono</source>
        <translation>telephone</translation>
    </message>
    <message>
        <source>posta elettronica</source>
        <translation>email</translation>
    </message>
    <message>
        <source>ISEE</source>
        <translation>ISEE</translation>
    </message>
    <message>
        <source>tipo di ISEE</source>
        <translation>kind of ISEE</translation>
    </message>
    <message>
        <source>scadenza dell&apos;ISEE</source>
        <translation>expiry of the ISEE</translation>
    </message>
    <message>
        <source>giorno dell&apos;aiuto</source>
        <translation>day of the aid</translation>
    </message>
    <message>
        <source>che aiuto</source>
        <translation>which aid</translation>
    </message>
    <message>
        <source>quanti aiuti</source>
        <translation>how many aids</translation>
    </message>
    <message>
        <source>importo in euro</source>
        <translation>amount in euro</translation>
    </message>
    <message>
        <source>per che cosa</source>
        <translation>for what</translation>
    </message>
    <message>
        <source>crocette o numeri di un aiuto</source>
        <translation>ticks or numbers of one aid</translation>
    </message>
    <message>
        <source>aiuti scritti a parole</source>
        <translation>aid written in words</translation>
    </message>
    <message>
        <source>note</source>
        <translation>notes</translation>
    </message>
    <message>
        <source>della persona</source>
        <translation>of the person</translation>
    </message>
    <message>
        <source>del coniuge</source>
        <translation>of the spouse</translation>
    </message>
    <message>
        <source>di un figlio</source>
        <translation>of a child</translation>
    </message>
    <message>
        <source>persone</source>
        <translation>people</translation>
    </message>
    <message>
        <source>aiuti dati</source>
        <translation>aid given</translation>
    </message>
    <message>
        <source>persone e aiuti insieme</source>
        <translation>people and aid together</translation>
    </message>
    <message>
        <source>niente: non lo leggo</source>
        <translation>nothing: I do not read it</translation>
    </message>
    <message>
        <source>prima il cognome</source>
        <translation>surname first</translation>
    </message>
    <message>
        <source>prima il nome</source>
        <translation>given name first</translation>
    </message>
    <message>
        <source>giorno, mese, anno</source>
        <translation>day, month, year</translation>
    </message>
    <message>
        <source>mese, giorno, anno</source>
        <translation>month, day, year</translation>
    </message>
    <message>
        <source>donna</source>
        <translation>woman</translation>
    </message>
    <message>
        <source>uomo</source>
        <translation>man</translation>
    </message>
    <message>
        <source>non si legge come «{role}»</source>
        <translation>cannot be read as “{role}”</translation>
    </message>
    <message>
        <source>riga senza nome né numero: resta fuori</source>
        <translation>row without name or number: left out</translation>
    </message>
    <message>
        <source>numero senza nome: nucleo da completare</source>
        <translation>number without name: household to complete</translation>
    </message>
    <message>
        <source>non è un codice: resta fuori</source>
        <translation>not a code: left out</translation>
    </message>
    <message>
        <source>codice che non torna: preso com&apos;è</source>
        <translation>code that does not add up: taken as it is</translation>
    </message>
    <message>
        <source>parentela non chiara: «altra persona»</source>
        <translation>relation not clear: “other person”</translation>
    </message>
    <message>
        <source>figli senza nome: restano fuori</source>
        <translation>children without names: left out</translation>
    </message>
    <message>
        <source>figlio senza nome: resta fuori</source>
        <translation>child without name: left out</translation>
    </message>
    <message>
        <source>aiuto a parole, poco chiaro: preso com&apos;è</source>
        <translation>aid in words, not clear: taken as it is</translation>
    </message>
    <message>
        <source>quantità zero: nessun aiuto</source>
        <translation>quantity zero: no aid</translation>
    </message>
    <message>
        <source>manca che aiuto è: l&apos;ho dedotto</source>
        <translation>which aid is missing: I worked it out</translation>
    </message>
    <message>
        <source>importo negativo: aiuto senza importo</source>
        <translation>negative amount: aid without amount</translation>
    </message>
    <message>
        <source>data improbabile: aiuto senza giorno</source>
        <translation>unlikely date: aid without its day</translation>
    </message>
    <message>
        <source>manca la data: aiuto senza giorno</source>
        <translation>date missing: aid without its day</translation>
    </message>
    <message>
        <source>testo troppo lungo: accorciato</source>
        <translation>text too long: shortened</translation>
    </message>
    <message>
        <source>Il file è chiuso con una parola d&apos;ordine.</source>
        <translation>The file is locked with a password.</translation>
    </message>
    <message>
        <source>Aprilo, togli la parola d&apos;ordine, salvalo e riprova.</source>
        <translation>Open it, take the password away, save it and try again.</translation>
    </message>
    <message>
        <source>Il file è rovinato, o è stato salvato a metà.</source>
        <translation>The file is damaged, or was saved by half.</translation>
    </message>
    <message>
        <source>Aprilo con il foglio di calcolo, salvalo di nuovo e riprova.</source>
        <translation>Open it as a spreadsheet, save it again and retry.</translation>
    </message>
    <message>
        <source>Questo file non è un foglio di calcolo.</source>
        <translation>This file is no spreadsheet.</translation>
    </message>
    <message>
        <source>Vanno bene i file di Excel, di LibreOffice e i CSV.</source>
        <translation>Files of Excel, of LibreOffice and CSV will do.</translation>
    </message>
    <message>
        <source>Il file non c&apos;è più, o non si può leggere.</source>
        <translation>The file is gone, or cannot be read.</translation>
    </message>
    <message>
        <source>Se sta su una chiavetta, inseriscila e riprova.</source>
        <translation>If it is on a USB stick, put it in and try again.</translation>
    </message>
    <message>
        <source>Il file è vuoto.</source>
        <translation>The file is empty.</translation>
    </message>
    <message>
        <source>Controlla di avere scelto quello giusto.</source>
        <translation>Make sure that you chose the right one.</translation>
    </message>
    <message>
        <source>Non è stato importato niente.</source>
        <translation>Nothing was imported.</translation>
    </message>
    <message>
        <source>Guardo chi è già seguito</source>
        <translation>I look who is followed already</translation>
    </message>
    <message>
        <source>Preparo le schede</source>
        <translation>I prepare the files</translation>
    </message>
    <message>
        <source>Le metto al sicuro</source>
        <translation>I put them in safety</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Importa un registro</source>
        <translation>Import a register</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Colonne</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Parole</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>Prova</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>Fatto</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Indietro</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Importa</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Vai a Cerca</source>
        <translation>Go to Search</translation>
    </message>
    <message>
        <source>Avanti</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>ImportsSection</name>
    <message>
        <source>Registri portati dentro</source>
        <translation>Registers brought in</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Quando</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Nuclei</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>Aiuti</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Ancora nessun registro.</source>
        <translation>No register yet.</translation>
    </message>
    <message>
        <source>Porta dentro un registro…</source>
        <translation>Bring in a register…</translation>
    </message>
    <message>
        <source>Se ne vanno {households} e {aid}. Il resto non si tocca.</source>
        <translation>{households} and {aid} go away. The rest is not touched.</translation>
    </message>
    <message>
        <source>Tolgo quello che veniva da «{file}»?</source>
        <translation>Take away what came from “{file}”?</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Registro tolto</source>
        <translation>Register removed</translation>
    </message>
    <message>
        <source>Qualcuno ha già lavorato su {count} di questi nuclei: quel lavoro andrebbe perso.</source>
        <translation>Somebody has already worked on {count} of these households: that work would be lost.</translation>
    </message>
    <message>
        <source>Non tolgo questo registro.</source>
        <translation>This register is not removed.</translation>
    </message>
    <message>
        <source>tolto</source>
        <translation>removed</translation>
    </message>
</context>
<context>
    <name>LanguageStep</name>
    <message>
        <source>Benvenuti</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>Due minuti per preparare le schede del centro. Si comincia da come si legge.</source>
        <translation>Two minutes to prepare the centre&apos;s files. We begin with how it reads.</translation>
    </message>
    <message>
        <source>Lingua</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Grandezza delle lettere</source>
        <translation>Size of letters</translation>
    </message>
</context>
<context>
    <name>LeavingStep</name>
    <message>
        <source>Cosa parte</source>
        <translation>What leaves</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Contrassegno</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Aiuto</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Quanti</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>Euro</source>
        <translation>Euro</translation>
    </message>
    <message>
        <source>Quando</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Non c&apos;è niente di nuovo da mandare. Si può chiudere lo stesso.</source>
        <translation>There is nothing new to send. The month can be closed all the same.</translation>
    </message>
    <message>
        <source>Resta qui</source>
        <translation>Stays here</translation>
    </message>
    <message>
        <source>Parte, sigillato: lo legge solo chi segue già la stessa famiglia</source>
        <translation>Leaves, sealed: only whoever already follows the same family reads it</translation>
    </message>
    <message>
        <source>Che cosa vuol dire «anonimi»?</source>
        <translation>What does “anonymous” mean?</translation>
    </message>
    <message>
        <source>Senza rete? Usa la chiavetta</source>
        <translation>No network? Use the stick</translation>
    </message>
    <message>
        <source>Invia {month}</source>
        <translation>Send {month}</translation>
    </message>
    <message>
        <source>Parte questo, e nient&apos;altro</source>
        <translation>This leaves, and nothing else</translation>
    </message>
    <message>
        <source>Partono</source>
        <translation>These leave</translation>
    </message>
    <message>
        <source>Restano qui</source>
        <translation>These stay here</translation>
    </message>
    <message>
        <source>Il registro non sa chi siano queste famiglie. Un altro centro le riconosce solo se le segue già.</source>
        <translation>The register does not know who these families are. Another centre recognises them only if it follows them already.</translation>
    </message>
    <message>
        <source>{aid} di {households}. Nessun nome, indirizzo, telefono o codice fiscale: sono queste le colonne, queste le righe.</source>
        <translation>{aid} of {households}. No name, address, telephone or codice fiscale: these are the columns, these are the rows.</translation>
    </message>
    <message numerus="yes">
        <source>%n aiuti</source>
        <translation>
            <numerusform>%n aid</numerusform>
            <numerusform>%n aids</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nuclei</source>
        <translation>
            <numerusform>%n household</numerusform>
            <numerusform>%n households</numerusform>
        </translation>
    </message>
    <message>
        <source>Nuclei che hanno firmato</source>
        <translation>Households that signed</translation>
    </message>
    <message>
        <source>Persone, come contrassegni</source>
        <translation>People, as marks</translation>
    </message>
    <message>
        <source>Aiuti nuovi o corretti</source>
        <translation>New or corrected aid</translation>
    </message>
    <message>
        <source>Nuclei che non hanno firmato</source>
        <translation>Households that did not sign</translation>
    </message>
    <message>
        <source>Nomi, indirizzi, telefoni, codici</source>
        <translation>Names, addresses, telephones, codes</translation>
    </message>
    <message>
        <source>tutti</source>
        <translation>all</translation>
    </message>
    <message>
        <source>Colloqui, bisogni, note</source>
        <translation>Interviews, needs, notes</translation>
    </message>
    <message>
        <source>nasce all&apos;invio</source>
        <translation>made when sending</translation>
    </message>
    <message>
        <source>Invio la chiusura di {month}?</source>
        <translation>Send the closing of {month}?</translation>
    </message>
    <message>
        <source>Partono solo le righe che hai visto, sigillate. Il mese si può riaprire e correggere.</source>
        <translation>Only the rows that you saw leave, sealed. The month can be reopened and corrected.</translation>
    </message>
    <message>
        <source>Invia</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Dati senza nome, ma sempre protetti</source>
        <translation>Data without names, but always protected</translation>
    </message>
    <message>
        <source>Di ogni persona parte un contrassegno, fatto dal suo nome e dalla sua data di nascita insieme alle chiavi dei custodi. Nessuno, da solo, può tornare indietro fino al nome: né il registro, né un custode. Chi segue già la stessa persona ottiene lo stesso contrassegno, e così la riconosce.

Per la legge sono dati pseudonimi, non anonimi del tutto: se il registro e tutti i custodi si mettessero d&apos;accordo potrebbero provare a indovinare. Per questo parte solo chi ha firmato, e il contenuto è sigillato.</source>
        <translation>Of every person a mark leaves, made from their name and birth date together with the keys of the key-holders. Nobody, alone, can go back to the name: neither the register nor a key-holder. Whoever already follows the same person obtains the same mark, and so recognises them.

For the law these are pseudonymous data, not wholly anonymous: if the register and all the key-holders agreed together they could try to guess. That is why only those who signed leave, and the content is sealed.</translation>
    </message>
</context>
<context>
    <name>ListsSection</name>
    <message>
        <source>Elenchi da portare fuori</source>
        <translation>Lists to take away</translation>
    </message>
    <message>
        <source>Per Excel o LibreOffice (xlsx, oppure csv). Contengono nomi: fuori di qui non sono più cifrati.</source>
        <translation>For Excel or LibreOffice (xlsx, or csv). They hold names: outside they are no longer encrypted.</translation>
    </message>
    <message>
        <source>Nuclei…</source>
        <translation>Households…</translation>
    </message>
    <message>
        <source>Persone…</source>
        <translation>People…</translation>
    </message>
    <message>
        <source>Aiuti…</source>
        <translation>Aid…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Annullato</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Ritrovi quello che stavi scrivendo: non è ancora salvato</source>
        <translation>What you were writing is here again: it is not saved yet</translation>
    </message>
    <message>
        <source>Guida</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>Blocca</source>
        <translation>Lock</translation>
    </message>
</context>
<context>
    <name>ManualWindow</name>
    <message>
        <source>Guida</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>Trova nella guida</source>
        <translation>Find in the guide</translation>
    </message>
    <message>
        <source>Argomenti</source>
        <translation>Topics</translation>
    </message>
</context>
<context>
    <name>MembersTab</name>
    <message>
        <source>Componenti</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Aggiungi un componente</source>
        <translation>Add a member</translation>
    </message>
    <message>
        <source>{name} fa parte del nucleo</source>
        <translation>{name} is part of the household</translation>
    </message>
    <message>
        <source>{name}: salvato</source>
        <translation>{name}: saved</translation>
    </message>
    <message>
        <source>Nuovo componente</source>
        <translation>New member</translation>
    </message>
    <message>
        <source>{name} non vive più qui</source>
        <translation>{name} no longer lives here</translation>
    </message>
    <message>
        <source>La scheda è intestata a {name}</source>
        <translation>{name} now stands for the household</translation>
    </message>
    <message>
        <source>non vive più qui dal {day}</source>
        <translation>has not lived here since {day}</translation>
    </message>
    <message>
        <source>Modifica</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Componenti del nucleo</source>
        <translation>Members of the household</translation>
    </message>
    <message>
        <source>Nome</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Relazione</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Nome e cognome</source>
        <translation>Name and surname</translation>
    </message>
    <message>
        <source>Età</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Origine</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Codici</source>
        <translation>Codes</translation>
    </message>
    <message>
        <source>Intesta a questa persona</source>
        <translation>Make the reference person</translation>
    </message>
    <message>
        <source>Non vive più qui</source>
        <translation>No longer lives here</translation>
    </message>
    <message>
        <source>donna</source>
        <translation>woman</translation>
    </message>
    <message>
        <source>uomo</source>
        <translation>man</translation>
    </message>
    <message>
        <source>Cognome</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Sesso</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Nascita</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>anche solo l&apos;anno, o circa 1990</source>
        <translation>the year alone will do, or about 1990</translation>
    </message>
    <message>
        <source>Luogo di nascita</source>
        <translation>Birth place</translation>
    </message>
    <message>
        <source>Cittadinanza</source>
        <translation>Citizenship</translation>
    </message>
    <message>
        <source>Soprannome</source>
        <translation>Nickname</translation>
    </message>
    <message>
        <source>Aggiungi un codice</source>
        <translation>Add a code</translation>
    </message>
    <message>
        <source>Disabilità</source>
        <translation>Disability</translation>
    </message>
    <message>
        <source>Ha una disabilità</source>
        <translation>Has a disability</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Se non vive più qui, dal</source>
        <translation>If no longer here, since</translation>
    </message>
</context>
<context>
    <name>Merge</name>
    <message>
        <source>Numero della scheda</source>
        <translation>File number</translation>
    </message>
    <message>
        <source>Tessera</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Come li chiamiamo</source>
        <translation>What we call them</translation>
    </message>
    <message>
        <source>Dove vivono adesso</source>
        <translation>Where they live now</translation>
    </message>
    <message>
        <source>Cognome</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Nome</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Soprannome</source>
        <translation>Nickname</translation>
    </message>
    <message>
        <source>Sesso</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Nascita</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Luogo di nascita</source>
        <translation>Birth place</translation>
    </message>
    <message>
        <source>Cittadinanza</source>
        <translation>Citizenship</translation>
    </message>
    <message>
        <source>Vive ancora qui?</source>
        <translation>Still lives here?</translation>
    </message>
    <message>
        <source>sì</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no, dal {day}</source>
        <translation>no, since {day}</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Tutto quello che c&apos;è nella scheda {other} passa nella scheda {stays}, e il suo numero porta lì. Niente va perso: se poi ti accorgi che erano due famiglie, si dividono di nuovo.</source>
        <translation>Everything in file {other} moves to file {stays}, and its number leads there. Nothing is lost: if you find out later that they were two families, they are divided again.</translation>
    </message>
    <message>
        <source>Persone</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Aiuti dati qui</source>
        <translation>Aid given here</translation>
    </message>
    <message>
        <source>Bisogni</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>Consensi</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>ISEE</source>
        <translation>ISEE</translation>
    </message>
    <message>
        <source>Documenti e note riservate</source>
        <translation>Documents and reserved notes</translation>
    </message>
    <message>
        <source>Nel frattempo una scheda è cambiata: guarda di nuovo.</source>
        <translation>One of the files has changed meanwhile: please look again.</translation>
    </message>
    <message>
        <source>Che cosa c&apos;è nelle due schede</source>
        <translation>What is in the two files</translation>
    </message>
    <message>
        <source>Che cosa c&apos;è</source>
        <translation>What is there</translation>
    </message>
    <message>
        <source>Scheda che resta</source>
        <translation>File that stays</translation>
    </message>
    <message>
        <source>Scheda che si unisce</source>
        <translation>File that is merged in</translation>
    </message>
    <message>
        <source>Due schede, una famiglia</source>
        <translation>Two files, one family</translation>
    </message>
    <message>
        <source>Quale scheda resta</source>
        <translation>Which file stays</translation>
    </message>
    <message>
        <source>Chi è chi</source>
        <translation>Who is who</translation>
    </message>
    <message>
        <source>Che cosa vale, dove dicono cose diverse</source>
        <translation>What holds, where they differ</translation>
    </message>
    <message>
        <source>Dicono le stesse cose.</source>
        <translation>They say the same.</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Unisci le schede</source>
        <translation>Merge the files</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>L&apos;ultima volta DA.PO si è chiuso all&apos;improvviso. Quello che era già salvato è al sicuro.</source>
        <translation>Last time DA.PO closed all of a sudden. What was already saved is safe.</translation>
    </message>
    <message>
        <source>Va bene</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Ho capito</source>
        <translation>I understand</translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>Non capisco questa cifra: scrivi 60 oppure 1.234,50</source>
        <translation>This amount is not clear: write 60 or 1.234,50</translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message>
        <source>Aiuti dati</source>
        <translation>Aid given</translation>
    </message>
    <message>
        <source>Nuclei aiutati</source>
        <translation>Households aided</translation>
    </message>
    <message>
        <source>Seguiti anche altrove</source>
        <translation>Followed elsewhere too</translation>
    </message>
    <message>
        <source>Chiudi {month}</source>
        <translation>Close {month}</translation>
    </message>
</context>
<context>
    <name>MonthChart</name>
    <message>
        <source>{month}: {here} qui, {elsewhere} altrove</source>
        <translation>{month}: {here} here, {elsewhere} elsewhere</translation>
    </message>
    <message>
        <source>altrove</source>
        <translation>elsewhere</translation>
    </message>
    <message>
        <source>qui</source>
        <translation>here</translation>
    </message>
</context>
<context>
    <name>NeedsTab</name>
    <message>
        <source>Bisogni</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>Segna un bisogno</source>
        <translation>Record a need</translation>
    </message>
    <message>
        <source>Bisogno segnato: {need}</source>
        <translation>Need noted: {need}</translation>
    </message>
    <message>
        <source>Concluso: {need}</source>
        <translation>Ended: {need}</translation>
    </message>
    <message>
        <source>tutto il nucleo</source>
        <translation>the whole household</translation>
    </message>
    <message>
        <source>in generale</source>
        <translation>in general</translation>
    </message>
    <message>
        <source>Concluso</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Bisogni del nucleo</source>
        <translation>Needs of the household</translation>
    </message>
    <message>
        <source>Bisogno</source>
        <translation>Need</translation>
    </message>
    <message>
        <source>Ambito</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Di chi</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>Dal</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Al</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Qui compaiono i bisogni, del nucleo o di una persona</source>
        <translation>Needs appear here, of the household or of one person</translation>
    </message>
    <message>
        <source>Fino al</source>
        <translation>Until</translation>
    </message>
</context>
<context>
    <name>NetworkSection</name>
    <message>
        <source>La rete dei centri</source>
        <translation>The network of centres</translation>
    </message>
    <message>
        <source>Nella rete si vede chi è già stato aiutato altrove, senza dire chi è: nessun nome lascia questo computer.</source>
        <translation>The network shows who was already helped elsewhere, without saying who they are: no name leaves this computer.</translation>
    </message>
    <message>
        <source>Indirizzo del registro</source>
        <translation>Address of the register</translation>
    </message>
    <message>
        <source>Codice d&apos;ingresso</source>
        <translation>Entry code</translation>
    </message>
    <message>
        <source>Lo dà chi cura la rete; vale una volta sola.</source>
        <translation>Whoever looks after the network gives it; it works once.</translation>
    </message>
    <message>
        <source>Entra nella rete</source>
        <translation>Join the network</translation>
    </message>
    <message>
        <source>Telefona a chi cura la rete e leggi queste cifre: se sono le stesse che vede, ti fa entrare. Fino ad allora il mese non si può chiudere.</source>
        <translation>Call who looks after the network and read these digits: if they see the same ones, they let you in. Until then the month cannot be closed.</translation>
    </message>
    <message>
        <source>Controlla ora</source>
        <translation>Check now</translation>
    </message>
    <message>
        <source>Entra di nuovo con un codice nuovo</source>
        <translation>Join again with a new code</translation>
    </message>
    <message>
        <source>In attesa di conferma</source>
        <translation>Waiting to be confirmed</translation>
    </message>
    <message>
        <source>Cifre da leggere al telefono</source>
        <translation>Digits to read on the phone</translation>
    </message>
    <message>
        <source>Nella rete come</source>
        <translation>In the network as</translation>
    </message>
    <message>
        <source>Registro</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Custodi delle chiavi</source>
        <translation>Key-holders</translation>
    </message>
    <message>
        <source>Dal</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Non ancora nella rete</source>
        <translation>Not in the network yet</translation>
    </message>
    <message>
        <source>Il codice va bene: ora serve la conferma</source>
        <translation>The code is right: now it must be confirmed</translation>
    </message>
    <message>
        <source>Il centro è nella rete come {name}</source>
        <translation>The centre is in the network as {name}</translation>
    </message>
    <message>
        <source>Non ancora: chi cura la rete non ha confermato</source>
        <translation>Not yet: it has not been confirmed</translation>
    </message>
</context>
<context>
    <name>NewHouseholdPage</name>
    <message>
        <source>Nuovo nucleo</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>Cerca</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>ISEE ordinario</source>
        <translation>Ordinary ISEE</translation>
    </message>
    <message>
        <source>Ricomincia</source>
        <translation>Start again</translation>
    </message>
    <message>
        <source>Apri la scheda</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Ritrovi il nucleo che stavi scrivendo.</source>
        <translation>Here is the household that you were writing.</translation>
    </message>
    <message>
        <source>Finiscilo, oppure ricomincia da quello che hai cercato.</source>
        <translation>Finish it, or start again from what you searched for.</translation>
    </message>
    <message>
        <source>Scheda aperta</source>
        <translation>File opened</translation>
    </message>
    <message>
        <source>Chi vive con l&apos;intestatario</source>
        <translation>Who lives with the reference person</translation>
    </message>
    <message>
        <source>Aggiungi componente</source>
        <translation>Add member</translation>
    </message>
    <message>
        <source>Tenere la scheda</source>
        <translation>Keeping the file</translation>
    </message>
    <message>
        <source>Registro della rete</source>
        <translation>The network&apos;s register</translation>
    </message>
    <message>
        <source>Consensi firmati oggi</source>
        <translation>Consents signed today</translation>
    </message>
    <message>
        <source>Senza quello per la rete, niente di questo nucleo esce da qui.</source>
        <translation>Without the one for the network, nothing of this household leaves this place.</translation>
    </message>
    <message>
        <source>L&apos;intestatario e la casa</source>
        <translation>The reference person and the home</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Basta un nome o un soprannome: il resto si completa quando si può.</source>
        <translation>A name or a nickname is enough: the rest is completed when possible.</translation>
    </message>
    <message>
        <source>donna</source>
        <translation>woman</translation>
    </message>
    <message>
        <source>uomo</source>
        <translation>man</translation>
    </message>
    <message>
        <source>Cognome</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Nome</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Nascita</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Sesso</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Codice fiscale o altro</source>
        <translation>Codice fiscale or other</translation>
    </message>
    <message>
        <source>Cittadinanza</source>
        <translation>Citizenship</translation>
    </message>
    <message>
        <source>Soprannome</source>
        <translation>Nickname</translation>
    </message>
    <message>
        <source>Telefono</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Comune</source>
        <translation>Municipality</translation>
    </message>
    <message>
        <source>Dimora</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Senza dimora</source>
        <translation>Homeless</translation>
    </message>
    <message>
        <source>Numero della scheda</source>
        <translation>File number</translation>
    </message>
</context>
<context>
    <name>Newcomers</name>
    <message>
        <source>data?</source>
        <translation>date?</translation>
    </message>
    <message>
        <source>Relazione</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Cognome</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Nome</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Nascita</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Sesso</source>
        <translation>Sex</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>Un numero intero da {least} a {most}</source>
        <translation>A whole number from {least} to {most}</translation>
    </message>
</context>
<context>
    <name>NumbersCard</name>
    <message>
        <source>Numeri per la rete</source>
        <translation>Numbers for the network</translation>
    </message>
    <message>
        <source>Vedi tutti</source>
        <translation>See all</translation>
    </message>
    <message>
        <source>Vedi tutti i numeri</source>
        <translation>See all the numbers</translation>
    </message>
    <message>
        <source>Solo totali, nessuna famiglia. Chi è seguito anche da altri centri conta in parte qui e in parte là: così la somma della rete è giusta. Chi non ha firmato non conta.</source>
        <translation>Totals only, no family. Whoever other centres follow too counts partly here and partly there: so the network&apos;s sum is right. Whoever has not signed does not count.</translation>
    </message>
</context>
<context>
    <name>NumbersDialog</name>
    <message>
        <source>I numeri di {month}</source>
        <translation>The numbers of {month}</translation>
    </message>
    <message>
        <source>Tabella</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Voce</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Che cosa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Quanti</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>Va bene</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>OlderVaultPage</name>
    <message>
        <source>Succede quando si rimette un file vecchio, o quando il computer si è guastato. Non è stato cambiato niente.</source>
        <translation>It happens when an old file is put back, or when the computer broke down. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Riparti dall&apos;ultima copia</source>
        <translation>Start again from the latest backup</translation>
    </message>
    <message>
        <source>Apri lo stesso…</source>
        <translation>Open it anyway…</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Questo file è stato toccato mentre era chiuso</source>
        <translation>This file was changed while it was closed</translation>
    </message>
    <message>
        <source>Questo file è più vecchio di quello usato l&apos;ultima volta</source>
        <translation>This file is older than the one used last time</translation>
    </message>
    <message>
        <source>Ultimo lavoro visto su questo computer</source>
        <translation>Last work seen on this computer</translation>
    </message>
    <message>
        <source>Ultimo lavoro in questo file</source>
        <translation>Last work in this file</translation>
    </message>
    <message>
        <source>Il lavoro fatto dopo non ci sarà, e alla prossima chiusura la rete lo noterà. Meglio chiedere prima al coordinatore.</source>
        <translation>The work done since will not be there, and the network will notice at the next closing. Better ask the coordinator first.</translation>
    </message>
    <message>
        <source>Apro un file più vecchio?</source>
        <translation>Open an older file?</translation>
    </message>
    <message>
        <source>Apri lo stesso</source>
        <translation>Open it anyway</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Operatore: {name}</source>
        <translation>Operator: {name}</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Cerca</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Sportello</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Chiusura mese</source>
        <translation>Month closing</translation>
    </message>
    <message>
        <source>Impostazioni</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Nucleo</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Registro delle attività</source>
        <translation>Activity log</translation>
    </message>
    <message>
        <source>Nuovo nucleo</source>
        <translation>New household</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>Pagina {number} di {total}</source>
        <translation>Page {number} of {total}</translation>
    </message>
    <message>
        <source>Quello che si salva qui esce dal file cifrato: custodiscilo.</source>
        <translation>What is saved here leaves the encrypted file: guard it.</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Salva…</source>
        <translation>Save…</translation>
    </message>
    <message>
        <source>Stampa</source>
        <translation>Print</translation>
    </message>
</context>
<context>
    <name>PartingCopy</name>
    <message>
        <source>Faccio la copia sulla chiavetta?</source>
        <translation>Back up to the stick?</translation>
    </message>
    <message>
        <source>Non adesso</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Fai la copia</source>
        <translation>Back up</translation>
    </message>
    <message>
        <source>La chiavetta è inserita. L&apos;ultima copia che porta: {ago}.</source>
        <translation>The stick is in. The latest backup on it: {ago}.</translation>
    </message>
    <message>
        <source>Chiudi</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PassphraseChoice</name>
    <message>
        <source>Nuova frase segreta</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Scrivila un&apos;altra volta</source>
        <translation>Write it once more</translation>
    </message>
    <message>
        <source>Proponi cinque parole</source>
        <translation>Suggest five words</translation>
    </message>
    <message>
        <source>Servono almeno otto lettere</source>
        <translation>At least eight letters are needed</translation>
    </message>
    <message>
        <source>Le due frasi non sono uguali: riscrivila guardando maiuscole e spazi</source>
        <translation>The two passphrases differ: write it again, minding capitals and spaces</translation>
    </message>
    <message>
        <source>Debole: si indovina. Aggiungi parole che non c&apos;entrano fra loro.</source>
        <translation>Weak: it can be guessed. Add words that have nothing to do with each other.</translation>
    </message>
    <message>
        <source>Discreta: con una parola in più sarebbe buona.</source>
        <translation>Fair: one more word would make it good.</translation>
    </message>
    <message>
        <source>Buona: nessuno la indovina.</source>
        <translation>Good: nobody guesses it.</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Nascondi la frase</source>
        <translation>Hide the passphrase</translation>
    </message>
    <message>
        <source>Mostra la frase</source>
        <translation>Show the passphrase</translation>
    </message>
</context>
<context>
    <name>PassphraseSection</name>
    <message>
        <source>La tua frase e il foglio di recupero</source>
        <translation>Your passphrase and the recovery sheet</translation>
    </message>
    <message>
        <source>Ogni coordinatore ha un foglio suo: due fogli in due buste, in due posti, sono la difesa migliore contro una frase dimenticata.</source>
        <translation>Each coordinator has a sheet of their own: two sheets in two envelopes, in two places, are the best defence against a forgotten passphrase.</translation>
    </message>
    <message>
        <source>Cambia la frase segreta</source>
        <translation>Change the passphrase</translation>
    </message>
    <message>
        <source>Nuovo foglio di recupero…</source>
        <translation>New recovery sheet…</translation>
    </message>
    <message>
        <source>La frase di adesso</source>
        <translation>The present passphrase</translation>
    </message>
    <message>
        <source>Cambia</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Foglio nuovo valido. Distruggi quello di prima.</source>
        <translation>The new sheet is valid. Destroy the old one.</translation>
    </message>
    <message>
        <source>Scrivi la frase di adesso</source>
        <translation>Write the present passphrase</translation>
    </message>
    <message>
        <source>Frase cambiata. Il foglio di recupero resta valido.</source>
        <translation>Passphrase changed. The recovery sheet stays valid.</translation>
    </message>
    <message>
        <source>Non è la frase di adesso</source>
        <translation>That is not the present passphrase</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>volontario</source>
        <translation>volunteer</translation>
    </message>
    <message>
        <source>segreteria</source>
        <translation>office</translation>
    </message>
    <message>
        <source>coordinatore</source>
        <translation>coordinator</translation>
    </message>
    <message>
        <source>schede, aiuti, consensi: il lavoro allo sportello</source>
        <translation>files, aid, consents: the work at the counter</translation>
    </message>
    <message>
        <source>anche registri, elenchi, ISEE e chiusura del mese</source>
        <translation>also registers, lists, ISEE and closing the month</translation>
    </message>
    <message>
        <source>anche persone, rete, giorni e copie</source>
        <translation>also people, network, days and backups</translation>
    </message>
    <message>
        <source>Lo fa la segreteria o il coordinatore.</source>
        <translation>The office or the coordinator does this.</translation>
    </message>
    <message>
        <source>Lo fa il coordinatore.</source>
        <translation>The coordinator does this.</translation>
    </message>
    <message>
        <source>Lo fa un coordinatore che legge le note riservate.</source>
        <translation>A coordinator who reads the reserved notes does this.</translation>
    </message>
    <message>
        <source>Chiedi alla segreteria o al coordinatore.</source>
        <translation>Ask the office or the coordinator.</translation>
    </message>
    <message>
        <source>Il file ha ancora la chiave di allora.</source>
        <translation>The file still has the key of that time.</translation>
    </message>
    <message>
        <source>Le note riservate hanno ancora la chiave di allora: la cambia, entrando, chi le può leggere.</source>
        <translation>The reserved notes still have the key of that time: whoever may read them changes it by coming in.</translation>
    </message>
    <message>
        <source>La rete lo saprà alla prossima chiusura, appena c&apos;è internet: con la chiavetta non si può dire.</source>
        <translation>The network will know at the next closing, as soon as there is internet: a stick cannot tell it.</translation>
    </message>
</context>
<context>
    <name>PeopleGrid</name>
    <message>
        <source>si aggiunge: è un&apos;altra persona</source>
        <translation>is added: another person</translation>
    </message>
    <message>
        <source>Chi è {name}</source>
        <translation>Who {name} is</translation>
    </message>
    <message>
        <source>è {who}</source>
        <translation>is {who}</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>Chi lavora qui</source>
        <translation>Who works here</translation>
    </message>
    <message>
        <source>Al lavoro</source>
        <translation>At work</translation>
    </message>
    <message>
        <source>Compito</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Autorizzazione scritta del</source>
        <translation>Authorised in writing on</translation>
    </message>
    <message>
        <source>Le altre persone e i loro compiti non si vedono da qui.</source>
        <translation>The other people and their roles are not seen from here.</translation>
    </message>
    <message>
        <source>Ognuno con la sua frase segreta e il compito che gli è stato affidato per iscritto.</source>
        <translation>Each with their own passphrase and the role given to them in writing.</translation>
    </message>
    <message>
        <source>Finisci ora</source>
        <translation>Finish now</translation>
    </message>
    <message>
        <source>Nome e cognome</source>
        <translation>Name and surname</translation>
    </message>
    <message>
        <source>Dal</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Riservate</source>
        <translation>Reserved</translation>
    </message>
    <message>
        <source>«Riservate»: legge le note riservate. Gli altri non possono decifrarle.</source>
        <translation>“Reserved”: reads the reserved notes. The others cannot decrypt them.</translation>
    </message>
    <message>
        <source>Aggiungi una persona</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>Qualcuno è andato via: c&apos;è ancora da finire</source>
        <translation>Somebody left: there is still something to finish</translation>
    </message>
    <message>
        <source>fino al {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>non più qui</source>
        <translation>no longer here</translation>
    </message>
    <message>
        <source>sì</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>Una persona nuova</source>
        <translation>A new person</translation>
    </message>
    <message>
        <source>Salva la nuova frase</source>
        <translation>Save the new passphrase</translation>
    </message>
    <message>
        <source>Può darlo solo chi legge già le note riservate.</source>
        <translation>Only who already reads the reserved notes can give this.</translation>
    </message>
    <message>
        <source>Nome e cognome</source>
        <translation>Name and surname</translation>
    </message>
    <message>
        <source>Compito</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Autorizzazione scritta del</source>
        <translation>Authorised in writing on</translation>
    </message>
    <message>
        <source>Legge le note riservate</source>
        <translation>Reads the reserved notes</translation>
    </message>
    <message>
        <source>La prima frase segreta; chi entra la può cambiare in Impostazioni.</source>
        <translation>The first passphrase; it can be changed in Settings after signing in.</translation>
    </message>
    <message>
        <source>Ha dimenticato la frase: dagliene un&apos;altra</source>
        <translation>Passphrase forgotten: give another</translation>
    </message>
    <message>
        <source>Non lavora più qui…</source>
        <translation>No longer works here…</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Aggiungi</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>PhoneRow</name>
    <message>
        <source>di chi</source>
        <translation>whose</translation>
    </message>
    <message>
        <source>Di chi è il numero</source>
        <translation>Whose number it is</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Questa cartella viene copiata su internet</source>
        <translation>This folder is copied to the internet</translation>
    </message>
    <message>
        <source>OneDrive, Dropbox e simili copiano il file mentre si scrive e possono rovinarlo. Meglio una cartella che resta solo su questo computer.</source>
        <translation>OneDrive, Dropbox and the like copy the file while it is written and may damage it. A folder that stays on this computer only is better.</translation>
    </message>
    <message>
        <source>Questa cartella sta su un altro computer</source>
        <translation>This folder is on another computer</translation>
    </message>
    <message>
        <source>Se la rete si interrompe mentre si salva, il file si può rovinare. Meglio una cartella di questo computer.</source>
        <translation>If the connection drops while saving, the file may be damaged. A folder of this computer is better.</translation>
    </message>
    <message>
        <source>Questa è una chiavetta o un disco che si stacca</source>
        <translation>This is a stick or a disk that can be unplugged</translation>
    </message>
    <message>
        <source>Si perde facilmente, e se si stacca mentre si salva il file si può rovinare. Meglio una cartella di questo computer.</source>
        <translation>It is easily lost, and if unplugged while saving the file may be damaged. A folder of this computer is better.</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Privacy</source>
        <translation>Privacy</translation>
    </message>
    <message>
        <source>Quello che scrivi qui compare nell&apos;informativa, nella copia dei dati e nel registro dei trattamenti. I mesi decidono quando una scheda compare tra quelle da cancellare.</source>
        <translation>What you write here appears in the information notice, in the copy of the data and in the record of processing. The months decide when a file appears among those to erase.</translation>
    </message>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Lingua dei fogli</source>
        <translation>Language of the sheets</translation>
    </message>
    <message>
        <source>Informativa e consensi in bianco</source>
        <translation>Blank notice and consents</translation>
    </message>
    <message>
        <source>Registro dei trattamenti</source>
        <translation>Record of processing</translation>
    </message>
    <message>
        <source>informativa e consensi {language}.pdf</source>
        <translation>notice and consents {language}.pdf</translation>
    </message>
    <message>
        <source>Informativa e consensi</source>
        <translation>Notice and consents</translation>
    </message>
    <message>
        <source>registro dei trattamenti.pdf</source>
        <translation>record of processing.pdf</translation>
    </message>
    <message>
        <source>Privacy salvata: vale dal prossimo foglio stampato</source>
        <translation>Privacy saved: it holds from the next sheet printed</translation>
    </message>
    <message>
        <source>Titolare dei dati</source>
        <translation>Controller of the data</translation>
    </message>
    <message>
        <source>La parrocchia o l&apos;associazione che risponde del centro</source>
        <translation>The parish or association that answers for the centre</translation>
    </message>
    <message>
        <source>Indirizzo</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>A chi chiedere</source>
        <translation>Whom to ask</translation>
    </message>
    <message>
        <source>Telefono o posta per chi vuole vedere o cancellare i suoi dati</source>
        <translation>Telephone or mail for who wants to see or erase their data</translation>
    </message>
    <message>
        <source>Responsabile della protezione dei dati (DPO)</source>
        <translation>Data protection officer (DPO)</translation>
    </message>
    <message>
        <source>Se c&apos;è</source>
        <translation>If there is one</translation>
    </message>
    <message>
        <source>Altri che ricevono i dati, per nome</source>
        <translation>Others who receive the data, by name</translation>
    </message>
    <message>
        <source>Per esempio la banca alimentare, il Comune</source>
        <translation>For example the food bank, the municipality</translation>
    </message>
    <message>
        <source>Mesi dopo l&apos;ultimo aiuto</source>
        <translation>Months after the last aid</translation>
    </message>
    <message>
        <source>Per una scheda aperta</source>
        <translation>For an open file</translation>
    </message>
    <message>
        <source>Mesi dopo la chiusura</source>
        <translation>Months after closing</translation>
    </message>
    <message>
        <source>Per una scheda chiusa</source>
        <translation>For a closed file</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Interrompi</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>{done} di {total}</source>
        <translation>{done} of {total}</translation>
    </message>
    <message>
        <source>Mi fermo appena possibile…</source>
        <translation>Stopping as soon as possible…</translation>
    </message>
</context>
<context>
    <name>ReceiptStep</name>
    <message>
        <source>Mesi chiusi</source>
        <translation>Closed months</translation>
    </message>
    <message>
        <source>Mese</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Qui compaiono i mesi chiusi.</source>
        <translation>Closed months appear here.</translation>
    </message>
    <message>
        <source>Riapri il mese</source>
        <translation>Reopen the month</translation>
    </message>
    <message>
        <source>Stampa la ricevuta</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>Aggiorna i riscontri</source>
        <translation>Refresh what came back</translation>
    </message>
    <message>
        <source>Partito</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Tornato</source>
        <translation>Came back</translation>
    </message>
    <message>
        <source>Impronta di quello che il registro ha preso in carico</source>
        <translation>Fingerprint of what the register took charge of</translation>
    </message>
    <message>
        <source>{month} non è ancora chiuso</source>
        <translation>{month} is not closed yet</translation>
    </message>
    <message>
        <source>{month} è chiuso</source>
        <translation>{month} is closed</translation>
    </message>
    <message>
        <source>Chiuso il {day} alle {time}. Il registro ha confermato ogni riga.</source>
        <translation>Closed on {day} at {time}. The register confirmed every row.</translation>
    </message>
    <message>
        <source>Ma l&apos;elenco di quello che il registro ha fatto non è più quello di prima: telefona a chi cura la rete, non è un errore di questo computer.</source>
        <translation>But the log of what the register did is no longer what it was: telephone who runs the network, it is no fault of this computer.</translation>
    </message>
    <message>
        <source>Nuclei che hanno firmato</source>
        <translation>Households that signed</translation>
    </message>
    <message>
        <source>Contrassegni consegnati</source>
        <translation>Marks handed over</translation>
    </message>
    <message>
        <source>Contrassegni ritirati</source>
        <translation>Marks withdrawn</translation>
    </message>
    <message>
        <source>Buste di aiuti, una per nucleo e mese</source>
        <translation>Envelopes of aid, one a household and month</translation>
    </message>
    <message>
        <source>Nuclei rimasti qui</source>
        <translation>Households that stayed here</translation>
    </message>
    <message>
        <source>Contrassegni letti da altri centri</source>
        <translation>Marks read from other centres</translation>
    </message>
    <message>
        <source>Riscontri certi</source>
        <translation>Certain matches</translation>
    </message>
    <message>
        <source>Riscontri da riconoscere</source>
        <translation>Matches to recognise</translation>
    </message>
    <message>
        <source>Aiuti dati due volte nel mese</source>
        <translation>Aid given twice in the month</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>{month} è di nuovo aperto</source>
        <translation>{month} is open again</translation>
    </message>
    <message>
        <source>Quello che era partito resta dov&apos;è, finché non chiudi di nuovo.</source>
        <translation>What had left stays where it is, until you close again.</translation>
    </message>
    <message>
        <source>Ricevuta di {month}</source>
        <translation>Receipt of {month}</translation>
    </message>
</context>
<context>
    <name>RecoverySheetDialog</name>
    <message>
        <source>Foglio di recupero</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>Il tuo foglio di prima non varrà più</source>
        <translation>Your old sheet will no longer be valid</translation>
    </message>
    <message>
        <source>Appena lo ricopi vale questo. Quello di un altro coordinatore resta valido; le copie di prima si aprono ancora con il foglio di allora.</source>
        <translation>As soon as you copy it back, this one counts. Another coordinator&apos;s stays valid; earlier backups still open with the sheet of their time.</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
    <message>
        <source>Da adesso vale questo</source>
        <translation>This one counts from now on</translation>
    </message>
    <message>
        <source>foglio-di-recupero.pdf</source>
        <translation>recovery-sheet.pdf</translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>Il foglio di recupero</source>
        <translation>The recovery sheet</translation>
    </message>
    <message>
        <source>Se la frase segreta si dimentica, solo questo foglio riapre le schede. Stampalo adesso e chiudilo in una busta, lontano dal computer.</source>
        <translation>If the passphrase is forgotten, only this sheet opens the files again. Print it now and seal it in an envelope, away from the computer.</translation>
    </message>
    <message>
        <source>Vedi e stampa il foglio</source>
        <translation>See and print the sheet</translation>
    </message>
    <message>
        <source>Ricopia dal foglio gli ultimi due gruppi</source>
        <translation>Copy the last two groups from the sheet</translation>
    </message>
    <message>
        <source>Così siamo sicuri che si legge bene.</source>
        <translation>So we are sure that it reads well.</translation>
    </message>
    <message>
        <source>Non sono quelli: guarda gli ultimi due sul foglio</source>
        <translation>Those are not the ones: look at the last two on the sheet</translation>
    </message>
</context>
<context>
    <name>RegisterBand</name>
    <message>
        <source>Manda ora al registro</source>
        <translation>Send to the register now</translation>
    </message>
    <message>
        <source>Alla chiusura del mese gli aiuti partono, senza nomi.</source>
        <translation>At the closing of the month the aid leaves, without names.</translation>
    </message>
    <message>
        <source>È nel registro della rete, senza nomi.</source>
        <translation>It stands in the network&apos;s register, without names.</translation>
    </message>
    <message>
        <source>Se il consenso viene ritirato, esce.</source>
        <translation>If the consent is withdrawn, it leaves.</translation>
    </message>
    <message>
        <source>È ancora nel registro della rete, ma non può più starci.</source>
        <translation>It still stands in the network&apos;s register, but may not any more.</translation>
    </message>
    <message>
        <source>Esce alla prossima chiusura del mese, oppure subito.</source>
        <translation>It leaves at the next closing of the month, or at once.</translation>
    </message>
    <message>
        <source>Sta uscendo dal registro della rete: manca la conferma.</source>
        <translation>It is leaving the network&apos;s register: the confirmation is missing.</translation>
    </message>
    <message>
        <source>Arriva alla prossima chiusura del mese, oppure subito.</source>
        <translation>It comes at the next closing of the month, or at once.</translation>
    </message>
    <message>
        <source>Chiedi di nuovo il consenso per la rete.</source>
        <translation>Ask for the network&apos;s consent again.</translation>
    </message>
    <message>
        <source>Era già uscito dal registro quando questo archivio è stato rimesso da una copia: per questo non parte più niente.</source>
        <translation>It had already left the register when this file was put back from a copy: that is why nothing leaves any more.</translation>
    </message>
    <message>
        <source>Uscito dal registro della rete: {day}.</source>
        <translation>Left the network&apos;s register: {day}.</translation>
    </message>
    <message>
        <source>Gli altri centri non vedono più niente di questo nucleo.</source>
        <translation>The other centres see nothing of this household any more.</translation>
    </message>
    <message>
        <source>Senza il consenso per la rete, niente di questo nucleo esce da qui.</source>
        <translation>Without the consent for the network, nothing about this household leaves this computer.</translation>
    </message>
    <message>
        <source>Gli aiuti si danno lo stesso.</source>
        <translation>Aid is given all the same.</translation>
    </message>
    <message>
        <source>Parlo con il registro della rete…</source>
        <translation>Talking with the network&apos;s register…</translation>
    </message>
</context>
<context>
    <name>ReservedTab</name>
    <message>
        <source>Riservato</source>
        <translation>Reserved</translation>
    </message>
    <message>
        <source>Scrivi una nota</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Nota scritta</source>
        <translation>Note written</translation>
    </message>
    <message>
        <source>Nota corretta</source>
        <translation>Note corrected</translation>
    </message>
    <message>
        <source>Mostra</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Chi le apre resta scritto nel registro delle attività. Il testo sparisce quando cambi pagina o si blocca.</source>
        <translation>Who opens them is written in the activity log. The text disappears when you change page or it locks.</translation>
    </message>
    <message>
        <source>Le legge solo chi ne ha il permesso dal coordinatore: sono chiuse con un&apos;altra chiave.</source>
        <translation>Only those given permission by the coordinator read them: they are locked with another key.</translation>
    </message>
    <message numerus="yes">
        <source>%n note riservate</source>
        <translation>
            <numerusform>%n reserved note</numerusform>
            <numerusform>%n reserved notes</numerusform>
        </translation>
    </message>
    <message>
        <source>Nessuna nota riservata</source>
        <translation>No reserved notes</translation>
    </message>
    <message>
        <source>Modifica</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Togli</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>{day}, {operator}</source>
        <translation>{day}, {operator}</translation>
    </message>
    <message>
        <source>{written} · corretta il {day}</source>
        <translation>{written} · corrected on {day}</translation>
    </message>
    <message>
        <source>Nuova nota riservata</source>
        <translation>New reserved note</translation>
    </message>
    <message>
        <source>Correggi la nota</source>
        <translation>Correct the note</translation>
    </message>
    <message>
        <source>Nota tolta</source>
        <translation>Note removed</translation>
    </message>
    <message>
        <source>Nota</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Una copia e il foglio di recupero bastano per ripartire.</source>
        <translation>A backup and the recovery sheet are enough to start again.</translation>
    </message>
    <message>
        <source>Riparti da una copia di sicurezza</source>
        <translation>Start again from a backup</translation>
    </message>
    <message>
        <source>Scrivi la chiave del foglio di recupero, o la tua frase segreta</source>
        <translation>Write the key of the recovery sheet, or your passphrase</translation>
    </message>
    <message>
        <source>Scegli il file della copia: dalla chiavetta quello che finisce in .dapobackup, dalla cartella «copie» uno che finisce in .dapo.</source>
        <translation>Choose the backup&apos;s file: on the stick the one that ends in .dapobackup, in the folder “copie” one that ends in .dapo.</translation>
    </message>
    <message>
        <source>Scegli la copia…</source>
        <translation>Choose the backup…</translation>
    </message>
    <message>
        <source>Chiave del foglio di recupero, o la tua frase segreta</source>
        <translation>Key of the recovery sheet, or your passphrase</translation>
    </message>
    <message>
        <source>Quelle che valevano quando la copia è stata fatta.</source>
        <translation>Those that were valid when the backup was made.</translation>
    </message>
    <message>
        <source>Guarda se è quello che ti aspetti. Valgono le frasi segrete di quando la copia è stata fatta; chi ha dimenticato la sua la cambia in Impostazioni, con il foglio.</source>
        <translation>See whether it is what you expect. The passphrases of when the backup was made are valid; who forgot theirs changes it in Settings, with the sheet.</translation>
    </message>
    <message>
        <source>Indietro</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ripristina</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Entra</source>
        <translation>Go in</translation>
    </message>
    <message>
        <source>La copia di sicurezza</source>
        <translation>The backup</translation>
    </message>
    <message>
        <source>Copie di DA.PO (*.dapobackup *.dapo)</source>
        <translation>Backups of DA.PO (*.dapobackup *.dapo)</translation>
    </message>
    <message>
        <source>Tutti i file (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>{file}, scritta il {moment}, {size}</source>
        <translation>{file}, written on {moment}, {size}</translation>
    </message>
    <message>
        <source>È una copia di DA.PO</source>
        <translation>It is a backup of DA.PO</translation>
    </message>
    <message>
        <source>Il file andrà in {place}.</source>
        <translation>The file will go to {place}.</translation>
    </message>
    <message>
        <source>Lì c&apos;è già un file: non si perde, viene messo da parte con il nome «{name}».</source>
        <translation>There is a file there already: it is not lost, it is put aside under the name “{name}”.</translation>
    </message>
    <message>
        <source>Il file di prima è lì accanto: «{name}».</source>
        <translation>The earlier file is beside it: “{name}”.</translation>
    </message>
    <message>
        <source>Ecco il centro, com&apos;era nella copia</source>
        <translation>Here is the centre, as it was in the backup</translation>
    </message>
</context>
<context>
    <name>RestoredBand</name>
    <message numerus="yes">
        <source> e altri %n</source>
        <translation>
            <numerusform> and %n other</numerusform>
            <numerusform> and %n others</numerusform>
        </translation>
    </message>
    <message>
        <source>Erano usciti dal registro dopo quella copia, e restano fuori finché non firmano di nuovo: {names}.</source>
        <translation>They had left the register after that copy, and stay out until they sign again: {names}.</translation>
    </message>
    <message>
        <source>Il registro della rete è tornato indietro a una copia più vecchia.</source>
        <translation>The network&apos;s register has gone back to an older copy.</translation>
    </message>
    <message>
        <source>Il registro della rete è tornato a una copia del {day}.</source>
        <translation>The network&apos;s register has gone back to a copy of {day}.</translation>
    </message>
    <message>
        <source>Questo archivio è più vecchio di quello dell&apos;ultima chiusura.</source>
        <translation>This file is older than the one of the last closing.</translation>
    </message>
    <message>
        <source>Questo computer parla ora per il centro al posto di quello di prima.</source>
        <translation>This computer now speaks for the centre in place of the one before.</translation>
    </message>
    <message>
        <source>Ho confrontato il registro della rete con questo archivio.</source>
        <translation>I compared the network&apos;s register with this file.</translation>
    </message>
    <message>
        <source>Non mancava niente e non c&apos;era niente di troppo.</source>
        <translation>Nothing was missing and nothing was too much.</translation>
    </message>
    <message numerus="yes">
        <source>Ho rimandato quello che mancava (%n righe).</source>
        <translation>
            <numerusform>I sent again what was missing (%n row).</numerusform>
            <numerusform>I sent again what was missing (%n rows).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ho tolto quello che non deve più starci (%n righe).</source>
        <translation>
            <numerusform>I took out what may not stand there any more (%n row).</numerusform>
            <numerusform>I took out what may not stand there any more (%n rows).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Retention</name>
    <message>
        <source>consenso ritirato</source>
        <translation>consent withdrawn</translation>
    </message>
    <message>
        <source>chiusa da tempo</source>
        <translation>closed for long</translation>
    </message>
    <message>
        <source>nessun aiuto da tempo</source>
        <translation>no aid for long</translation>
    </message>
    <message>
        <source>Il consenso a tenere la scheda è stato ritirato.</source>
        <translation>The consent to keep the file was withdrawn.</translation>
    </message>
    <message>
        <source>La scheda è chiusa da tempo.</source>
        <translation>The file has been closed for a long time.</translation>
    </message>
    <message>
        <source>Nessun aiuto, bisogno, ISEE o consenso dal {day}.</source>
        <translation>No aid, need, ISEE or consent since {day}.</translation>
    </message>
</context>
<context>
    <name>RightsCard</name>
    <message>
        <source>Diritti della persona</source>
        <translation>The person&apos;s rights</translation>
    </message>
    <message>
        <source>Chi è assistito può chiedere una copia di tutto quello che teniamo, farlo correggere o farlo cancellare. Si risponde entro un mese.</source>
        <translation>People we help may ask for a copy of all that we keep, and have it corrected or erased. We answer within a month.</translation>
    </message>
    <message>
        <source>La scheda si conserva ancora</source>
        <translation>The file is kept longer</translation>
    </message>
    <message>
        <source>Copia dei dati</source>
        <translation>Copy of the data</translation>
    </message>
    <message>
        <source>Copia dei dati in un file</source>
        <translation>Copy of the data as a file</translation>
    </message>
    <message>
        <source>Cancella per sempre…</source>
        <translation>Erase for good…</translation>
    </message>
    <message>
        <source>Lo fanno la segreteria o il coordinatore.</source>
        <translation>The office or the coordinator does it.</translation>
    </message>
    <message>
        <source>copia dei dati {number}.pdf</source>
        <translation>copy of data {number}.pdf</translation>
    </message>
    <message>
        <source>copia dei dati {number}.json</source>
        <translation>copy of data {number}.json</translation>
    </message>
    <message>
        <source>Dove salvo la copia?</source>
        <translation>Where shall I save the copy?</translation>
    </message>
    <message>
        <source>Copia dei dati salvata</source>
        <translation>Copy of the data saved</translation>
    </message>
    <message>
        <source>Cancellato per sempre</source>
        <translation>Erased for good</translation>
    </message>
</context>
<context>
    <name>RowsField</name>
    <message>
        <source>Togli questa riga</source>
        <translation>Remove this line</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Questo non si può fare: controlla e riprova.</source>
        <translation>This cannot be done: check and try again.</translation>
    </message>
    <message>
        <source>Serve almeno un nome o un soprannome.</source>
        <translation>At least a name or a nickname is needed.</translation>
    </message>
    <message>
        <source>La scheda è già chiusa.</source>
        <translation>The file is closed already.</translation>
    </message>
    <message>
        <source>La scheda è già aperta.</source>
        <translation>The file is open already.</translation>
    </message>
    <message>
        <source>Questa persona non vive già più qui.</source>
        <translation>This person has already left.</translation>
    </message>
    <message>
        <source>È l&apos;ultima persona del nucleo: chiudi la scheda, se serve.</source>
        <translation>This is the last person of the household: close the file, if need be.</translation>
    </message>
    <message>
        <source>L&apos;intestatario è uno solo.</source>
        <translation>There is only one reference person.</translation>
    </message>
    <message>
        <source>Questo consenso c&apos;è già.</source>
        <translation>This consent is there already.</translation>
    </message>
    <message>
        <source>Prima segna qui sotto che cosa ha firmato.</source>
        <translation>First note below what was signed.</translation>
    </message>
    <message>
        <source>Questa data deve ancora venire.</source>
        <translation>This date is yet to come.</translation>
    </message>
    <message>
        <source>Un giorno da domani, entro dieci anni.</source>
        <translation>A day from tomorrow on, within ten years.</translation>
    </message>
    <message>
        <source>La fine viene prima dell&apos;inizio.</source>
        <translation>The end comes before the beginning.</translation>
    </message>
    <message>
        <source>Da 1 a 9999.</source>
        <translation>From 1 to 9999.</translation>
    </message>
    <message>
        <source>Scrivi qualcosa, o lascia stare.</source>
        <translation>Write something, or leave it.</translation>
    </message>
    <message>
        <source>È troppo lunga: fanne due note.</source>
        <translation>It is too long: make two notes of it.</translation>
    </message>
    <message>
        <source>È la stessa scheda.</source>
        <translation>It is the same file.</translation>
    </message>
    <message>
        <source>La scheda che resta è chiusa: riaprila, o fai restare l&apos;altra.</source>
        <translation>The file that stays is closed: reopen it, or let the other one stay.</translation>
    </message>
    <message>
        <source>Una persona può essere una sola persona dell&apos;altra.</source>
        <translation>A person can be only one person of the other file.</translation>
    </message>
    <message>
        <source>Non si possono più dividere: qualcuno di loro è stato cancellato per sempre.</source>
        <translation>They can no longer be divided: somebody of theirs was erased for good.</translation>
    </message>
    <message>
        <source>La cifra non può essere negativa.</source>
        <translation>The amount cannot be negative.</translation>
    </message>
    <message>
        <source>C&apos;è già una persona con questo nome.</source>
        <translation>There is already a person with this name.</translation>
    </message>
    <message>
        <source>Scegli che cosa fa: volontario, segreteria, coordinatore.</source>
        <translation>Choose the role: volunteer, office, coordinator.</translation>
    </message>
    <message>
        <source>Servono almeno otto lettere.</source>
        <translation>At least eight letters are needed.</translation>
    </message>
    <message>
        <source>È l&apos;unico coordinatore: prima affida questo compito a un&apos;altra persona.</source>
        <translation>This is the only coordinator: first give the role to somebody else.</translation>
    </message>
    <message>
        <source>Non si può togliere sé stessi: lo fa un altro coordinatore.</source>
        <translation>Nobody can remove themselves: another coordinator does it.</translation>
    </message>
    <message>
        <source>Chi ha ancora la frase della versione 0.1.0 deve prima entrare una volta: {names}.</source>
        <translation>Who still has the passphrase of version 0.1.0 must first sign in once: {names}.</translation>
    </message>
    <message>
        <source>È l&apos;ultima persona che legge le note riservate: senza di lei si perdono. Prima deve dare il permesso a un&apos;altra; se le vuoi perdere davvero, prima toglile il permesso.</source>
        <translation>This is the last person who reads the reserved notes: without them the notes are lost. First they must give clearance to somebody else; if you really want to lose the notes, take their clearance away first.</translation>
    </message>
    <message>
        <source>Prima scegli la chiavetta o la cartella.</source>
        <translation>First choose the stick or the folder.</translation>
    </message>
    <message>
        <source>Questa cartella non c&apos;è.</source>
        <translation>This folder is not there.</translation>
    </message>
    <message>
        <source>La chiavetta non è inserita, o la cartella non c&apos;è più.</source>
        <translation>The stick is not in, or the folder is gone.</translation>
    </message>
    <message>
        <source>Questa copia è di un altro centro.</source>
        <translation>This backup is another centre&apos;s.</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Dove lo salvo?</source>
        <translation>Where shall I save it?</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Cerca</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Cerca un nucleo</source>
        <translation>Find a household</translation>
    </message>
    <message>
        <source>nome, telefono, codice, tessera, vecchio numero</source>
        <translation>name, phone, code, card, old number</translation>
    </message>
    <message>
        <source>Nuclei trovati</source>
        <translation>Households found</translation>
    </message>
    <message>
        <source>↑ ↓ per scegliere · Invio apre · Ins segna un aiuto</source>
        <translation>↑ ↓ to choose · Enter opens · Ins records aid</translation>
    </message>
    <message>
        <source>Cancella tutte…</source>
        <translation>Erase all…</translation>
    </message>
    <message>
        <source>Torna alla ricerca</source>
        <translation>Back to the search</translation>
    </message>
    <message>
        <source>Non è tra questi?</source>
        <translation>Not among these?</translation>
    </message>
    <message>
        <source>Qui compaiono le famiglie. Il modo più rapido: portare dentro il registro.</source>
        <translation>Families appear here. The quickest way: bring the register in.</translation>
    </message>
    <message>
        <source>Porta dentro il registro del centro</source>
        <translation>Bring in the centre&apos;s register</translation>
    </message>
    <message>
        <source>Nuovo nucleo</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>Niente da guardare, qui.</source>
        <translation>Nothing to look at here.</translation>
    </message>
    <message numerus="yes">
        <source>Cancellate per sempre: %n schede</source>
        <translation>
            <numerusform>Erased for good: %n file</numerusform>
            <numerusform>Erased for good: %n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Nessuno si chiama così, qui.</source>
        <translation>Nobody here has that name.</translation>
    </message>
    <message>
        <source>Nuovo nucleo «{name}»</source>
        <translation>New household “{name}”</translation>
    </message>
    <message>
        <source>Aperte da poco</source>
        <translation>Opened lately</translation>
    </message>
    <message>
        <source>Scrivi le prime lettere di un nome, o passa una tessera.</source>
        <translation>Write the first letters of a name, or scan a card.</translation>
    </message>
    <message>
        <source>{day} alle {hour}</source>
        <translation>{day} at {hour}</translation>
    </message>
</context>
<context>
    <name>SendingStep</name>
    <message>
        <source>Riprendi</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Vai a Impostazioni</source>
        <translation>Go to Settings</translation>
    </message>
    <message>
        <source>Vai avanti con questo archivio</source>
        <translation>Go on with this file</translation>
    </message>
    <message>
        <source>Chiudo {month}</source>
        <translation>Closing {month}</translation>
    </message>
    <message>
        <source>Comincio…</source>
        <translation>Beginning…</translation>
    </message>
    <message>
        <source>Si può interrompere</source>
        <translation>It can be interrupted</translation>
    </message>
    <message>
        <source>Se manca internet, o il computer si spegne, niente va perso: si riprende da dove si era rimasti, e niente parte due volte.</source>
        <translation>If the internet fails, or the computer goes off, nothing is lost: it resumes where it was, and nothing leaves twice.</translation>
    </message>
    <message>
        <source>Interrotto, come hai chiesto</source>
        <translation>Interrupted, as you asked</translation>
    </message>
    <message>
        <source>Non si è perso niente. Quando vuoi, riprendi: si riparte da qui.</source>
        <translation>Nothing was lost. Resume when you like: it starts again from here.</translation>
    </message>
</context>
<context>
    <name>ServingCard</name>
    <message>
        <source>Quantità</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Ritira</source>
        <translation>Collected by</translation>
    </message>
    <message>
        <source>Premi 1 e passa al prossimo</source>
        <translation>Press 1 and on to the next</translation>
    </message>
    <message>
        <source>Apri la scheda</source>
        <translation>Open the file</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Impostazioni</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>SideForm</name>
    <message>
        <source>Salva</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Never mind</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Nessuno scambio con la rete finora</source>
        <translation>No exchange with the network yet</translation>
    </message>
    <message>
        <source>Ultimo scambio con la rete: {day}</source>
        <translation>Last exchange with the network: {day}</translation>
    </message>
    <message>
        <source>Ultima copia: {here} · sulla chiavetta: {elsewhere}</source>
        <translation>Latest backup: {here} · on the stick: {elsewhere}</translation>
    </message>
    <message>
        <source>mai</source>
        <translation>never</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Salvato alle {hour}</source>
        <translation>Saved at {hour}</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Indietro</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Passo {number} di {total}: {name}</source>
        <translation>Step {number} of {total}: {name}</translation>
    </message>
</context>
<context>
    <name>Stick</name>
    <message>
        <source>Prepara il plico</source>
        <translation>Prepare the parcel</translation>
    </message>
    <message>
        <source>Prepara la richiesta d&apos;ingresso</source>
        <translation>Prepare the request to join</translation>
    </message>
    <message>
        <source>Scrive sulla chiavetta un plico chiuso con tutto quello che aspetta. Dallo a chi ha la rete: chi la cura, o un altro centro.</source>
        <translation>Writes a sealed parcel on the stick, with everything that waits. Give it to somebody with a network: whoever runs it, or another centre.</translation>
    </message>
    <message>
        <source>Questo centro non è ancora in rete. Scrive sulla chiavetta la richiesta: dalla a chi ha la rete.</source>
        <translation>This centre has not joined the network yet. Writes the request on the stick: give it to somebody with a network.</translation>
    </message>
    <message>
        <source>In attesa della risposta al plico {number}, preparato il {day}.</source>
        <translation>Waiting for the answer to parcel {number}, prepared on {day}.</translation>
    </message>
    <message>
        <source>In attesa di conferma: telefona a chi cura la rete e leggi {digits}. Se vede altre cifre, fermati. Poi si può preparare il primo plico.</source>
        <translation>Waiting to be confirmed: phone whoever runs the network and read out {digits}. If they see other digits, stop. Then the first parcel can be prepared.</translation>
    </message>
    <message>
        <source>In attesa della risposta alla richiesta d&apos;ingresso.</source>
        <translation>Waiting for the answer to the request to join.</translation>
    </message>
    <message>
        <source>Nessun plico in viaggio.</source>
        <translation>No parcel is on its way.</translation>
    </message>
    <message>
        <source>Questo archivio viene da una copia: se da allora era partito un altro plico, stavolta la chiavetta non basta e serve internet una volta, anche col telefono.</source>
        <translation>This file comes from a copy: if another parcel had left since, the stick is not enough this time and internet is needed once, by a phone too.</translation>
    </message>
    <message>
        <source>Qualcuno è andato via e la rete non lo sa ancora: con la chiavetta non si può dire. Collega una volta il computer e chiudi il mese, anche col telefono.</source>
        <translation>Somebody left and the network does not know yet: a stick cannot tell it. Connect the computer once and close the month, by a phone too.</translation>
    </message>
    <message>
        <source>Il plico {number} è sulla chiavetta</source>
        <translation>Parcel {number} is on the stick</translation>
    </message>
    <message>
        <source>Il file è «{name}», {size} MB. Dallo a chi ha la rete: vale 90 giorni. Se la chiavetta si perde, preparane un altro.</source>
        <translation>The file is “{name}”, {size} MB. Give it to somebody with a network: it is good for 90 days. If the stick is lost, prepare another.</translation>
    </message>
    <message>
        <source>La richiesta è arrivata</source>
        <translation>The request has arrived</translation>
    </message>
    <message>
        <source>Ora serve la conferma, per telefono: leggi le cifre qui sopra.</source>
        <translation>Now it must be confirmed, by phone: read out the digits above.</translation>
    </message>
    <message>
        <source>La chiusura di {month} è fatta</source>
        <translation>The closing of {month} is done</translation>
    </message>
    <message>
        <source>Letto. Per chiudere {month} serve un altro viaggio</source>
        <translation>Read. Closing {month} takes another trip</translation>
    </message>
    <message>
        <source>Scrivo il plico</source>
        <translation>Writing the parcel</translation>
    </message>
    <message>
        <source>Consegno il plico, e aspetto la risposta</source>
        <translation>Delivering the parcel, waiting for the answer</translation>
    </message>
</context>
<context>
    <name>StickStep</name>
    <message>
        <source>Vai ai riscontri</source>
        <translation>Go to the matches</translation>
    </message>
    <message>
        <source>Codice d&apos;ingresso</source>
        <translation>Entry code</translation>
    </message>
    <message>
        <source>Lo dà chi cura la rete; vale una volta sola.</source>
        <translation>Whoever looks after the network gives it; it works once.</translation>
    </message>
    <message>
        <source>Leggi la risposta</source>
        <translation>Read the answer</translation>
    </message>
    <message>
        <source>Quando la chiavetta torna, qui si legge quello che ha riportato. Il file letto due volte non fa danni.</source>
        <translation>When the stick comes back, what it brought is read here. Reading a file twice does no harm.</translation>
    </message>
    <message>
        <source>1 · Prepara</source>
        <translation>1 · Prepare</translation>
    </message>
    <message>
        <source>2 · Leggi</source>
        <translation>2 · Read</translation>
    </message>
    <message>
        <source>Il primo mese</source>
        <translation>The first month</translation>
    </message>
    <message>
        <source>Poi, ogni mese</source>
        <translation>Then, each month</translation>
    </message>
    <message>
        <source>Quanti viaggi</source>
        <translation>How many trips</translation>
    </message>
    <message>
        <source>Il primo mese: uno per i contrassegni, uno per le righe, uno per gli aiuti dati altrove. Poi ne basta uno: chi è nuovo si confronta col seguente.</source>
        <translation>The first month: one for the marks, one for the rows, one for the aid given elsewhere. Then one is enough: whoever is new is compared with the next.</translation>
    </message>
    <message>
        <source>Porta un plico di un altro centro</source>
        <translation>Carry another centre&apos;s parcel</translation>
    </message>
    <message>
        <source>Per chi porta</source>
        <translation>For whoever carries</translation>
    </message>
    <message>
        <source>Il plico è chiuso: passa di qui, e non si legge né si cambia.</source>
        <translation>The parcel is sealed: it passes through here, and is neither read nor changed.</translation>
    </message>
    <message>
        <source>Scegli la chiavetta</source>
        <translation>Choose the stick</translation>
    </message>
    <message>
        <source>Plichi di DA.PO (*.dapoparcel)</source>
        <translation>DA.PO parcels (*.dapoparcel)</translation>
    </message>
    <message>
        <source>Comincio…</source>
        <translation>Beginning…</translation>
    </message>
    <message>
        <source>La richiesta è sulla chiavetta</source>
        <translation>The request is on the stick</translation>
    </message>
    <message>
        <source>Dalla a chi ha la rete. Il file è «{name}».</source>
        <translation>Give it to somebody with a network. The file is “{name}”.</translation>
    </message>
    <message>
        <source>Fatto: la risposta è sulla chiavetta</source>
        <translation>Done: the answer is on the stick</translation>
    </message>
    <message>
        <source>Riportala al suo centro. Il file è «{name}».</source>
        <translation>Take it back to its centre. The file is “{name}”.</translation>
    </message>
    <message>
        <source>Interrotto, come hai chiesto</source>
        <translation>Interrupted, as you asked</translation>
    </message>
    <message>
        <source>Non si è perso niente: si può rifare quando vuoi.</source>
        <translation>Nothing was lost: it can be done again at any time.</translation>
    </message>
</context>
<context>
    <name>SummaryTab</name>
    <message>
        <source>Pacchi negli ultimi dodici mesi</source>
        <translation>Parcels in the last twelve months</translation>
    </message>
    <message>
        <source>Tutti ({count})</source>
        <translation>All ({count})</translation>
    </message>
    <message>
        <source>Ultimi aiuti, qui e altrove</source>
        <translation>Latest aid, here and elsewhere</translation>
    </message>
    <message>
        <source>Quando</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Aiuto</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>Dove</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Nessun aiuto ancora.</source>
        <translation>No aid yet.</translation>
    </message>
    <message>
        <source>Componenti</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Nome e cognome</source>
        <translation>Name and surname</translation>
    </message>
    <message>
        <source>Relazione</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Età</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Origine</source>
        <translation>Origin</translation>
    </message>
    <message>
        <source>Aiuti, qui e altrove</source>
        <translation>Aid, here and elsewhere</translation>
    </message>
    <message>
        <source>Tutti</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>Aggiungi</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Bisogni aperti</source>
        <translation>Open needs</translation>
    </message>
    <message>
        <source>Segna</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Nessun bisogno segnato</source>
        <translation>No need noted</translation>
    </message>
    <message>
        <source>Per completare la scheda, quando si può</source>
        <translation>To complete the file, when possible</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>Tab</name>
    <message>
        <source>Nel frattempo la scheda è cambiata: ora vedi i dati nuovi. Quello che hai scritto è ancora qui: rileggilo e salva di nuovo.</source>
        <translation>Meanwhile the file has changed: you now see the new data. What you wrote is still here: read it again and save once more.</translation>
    </message>
</context>
<context>
    <name>TrialStep</name>
    <message>
        <source>nuclei</source>
        <translation>households</translation>
    </message>
    <message>
        <source>componenti</source>
        <translation>members</translation>
    </message>
    <message>
        <source>aiuti</source>
        <translation>aid</translation>
    </message>
    <message>
        <source>euro</source>
        <translation>euro</translation>
    </message>
    <message>
        <source>Tutte ({count})</source>
        <translation>All ({count})</translation>
    </message>
    <message>
        <source>Quali righe</source>
        <translation>Which rows</translation>
    </message>
    <message>
        <source>Righe da guardare</source>
        <translation>Rows to look at</translation>
    </message>
    <message>
        <source>Dove</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Colonna</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>C&apos;è scritto</source>
        <translation>It says</translation>
    </message>
    <message>
        <source>Che cosa ne faccio</source>
        <translation>What I do with it</translation>
    </message>
    <message>
        <source>Ogni riga è stata capita com&apos;è scritta.</source>
        <translation>Every row was understood as it is written.</translation>
    </message>
    <message>
        <source>Righe non prese com&apos;erano</source>
        <translation>Rows not taken as they were</translation>
    </message>
    <message>
        <source>Salva l&apos;elenco…</source>
        <translation>Save the list…</translation>
    </message>
    <message>
        <source>Che cosa entra</source>
        <translation>What comes in</translation>
    </message>
    <message>
        <source>Le righe del file</source>
        <translation>The rows of the file</translation>
    </message>
    <message>
        <source>{sheet}, riga {row}</source>
        <translation>{sheet}, row {row}</translation>
    </message>
    <message>
        <source>lette</source>
        <translation>read</translation>
    </message>
    <message>
        <source>titoli e totali</source>
        <translation>titles and totals</translation>
    </message>
    <message>
        <source>in fogli che non leggo</source>
        <translation>in sheets that I do not read</translation>
    </message>
    <message>
        <source>rimaste fuori</source>
        <translation>left out</translation>
    </message>
    <message>
        <source>nuclei nuovi</source>
        <translation>new households</translation>
    </message>
    <message>
        <source>nuclei già presi da questo registro</source>
        <translation>households taken from this register before</translation>
    </message>
    <message>
        <source>nuclei già seguiti, riconosciuti</source>
        <translation>households already followed, recognised</translation>
    </message>
    <message>
        <source>nuclei cancellati, che non tornano</source>
        <translation>erased households, that do not come back</translation>
    </message>
    <message>
        <source>Foglio di calcolo (*.xlsx);;CSV (*.csv)</source>
        <translation>Spreadsheet (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Salva l&apos;elenco</source>
        <translation>Save the list</translation>
    </message>
    <message>
        <source>Foglio</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Riga</source>
        <translation>Line</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Annulla · Ctrl Z</source>
        <translation>Undo · Ctrl Z</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Le schede delle famiglie restano su questo computer, cifrate.</source>
        <translation>The families&apos; files stay on this computer, encrypted.</translation>
    </message>
    <message>
        <source>Centro</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Buon lavoro</source>
        <translation>Good to see you</translation>
    </message>
    <message>
        <source>Sto aprendo</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>Scrivi la frase segreta</source>
        <translation>Write the passphrase</translation>
    </message>
    <message>
        <source>Frase segreta</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Apri</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Chiave del foglio di recupero</source>
        <translation>Key of the recovery sheet</translation>
    </message>
    <message>
        <source>Ricopiala gruppo per gruppo; spazi e maiuscole non contano.</source>
        <translation>Copy it group by group; spaces and capitals do not matter.</translation>
    </message>
    <message>
        <source>Apri e usa la nuova frase</source>
        <translation>Open and use the new passphrase</translation>
    </message>
    <message>
        <source>Ho il foglio di recupero</source>
        <translation>I have the recovery sheet</translation>
    </message>
    <message>
        <source>Apri un altro file…</source>
        <translation>Open another file…</translation>
    </message>
    <message>
        <source>Riparti da una copia di sicurezza</source>
        <translation>Start again from a backup</translation>
    </message>
    <message>
        <source>Nuovo centro</source>
        <translation>New centre</translation>
    </message>
    <message>
        <source>Ho la frase segreta</source>
        <translation>I have the passphrase</translation>
    </message>
    <message>
        <source>Il file del centro</source>
        <translation>The centre&apos;s file</translation>
    </message>
    <message>
        <source>File di DA.PO (*.dapo)</source>
        <translation>DA.PO files (*.dapo)</translation>
    </message>
    <message>
        <source>Tutti i file (*)</source>
        <translation>All files (*)</translation>
    </message>
</context>
<context>
    <name>VaultSection</name>
    <message>
        <source>Il centro e il suo file</source>
        <translation>The centre and its file</translation>
    </message>
    <message>
        <source>Registro delle attività…</source>
        <translation>Activity log…</translation>
    </message>
    <message>
        <source>Centro</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Al lavoro</source>
        <translation>At work</translation>
    </message>
    <message>
        <source>Nuclei</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>Persone</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Aiuti segnati</source>
        <translation>Aid recorded</translation>
    </message>
    <message>
        <source>Aiuti di quest&apos;anno, anche di chi è stato cancellato</source>
        <translation>Aid of this year, with that of who was erased</translation>
    </message>
    <message>
        <source>Nuclei aiutati quest&apos;anno</source>
        <translation>Households helped this year</translation>
    </message>
    <message>
        <source>Righe nel registro delle attività</source>
        <translation>Lines in the activity log</translation>
    </message>
</context>
<context>
    <name>WatchCard</name>
    <message>
        <source>Da guardare</source>
        <translation>To look at</translation>
    </message>
    <message>
        <source>Niente in scadenza.</source>
        <translation>Nothing expiring.</translation>
    </message>
    <message>
        <source>il {day}</source>
        <translation>on {day}</translation>
    </message>
    <message>
        <source>tra il {first} e il {last}</source>
        <translation>between {first} and {last}</translation>
    </message>
</context>
<context>
    <name>WindowsSection</name>
    <message>
        <source>Ogni quanti giorni</source>
        <translation>Every how many days</translation>
    </message>
    <message>
        <source>Due aiuti dello stesso tipo più vicini di così risultano doppi.</source>
        <translation>Two aids of one kind closer than this count as doubled.</translation>
    </message>
    <message>
        <source>Zero vuol dire mai.</source>
        <translation>Zero means never.</translation>
    </message>
    <message>
        <source>L&apos;accordo della rete arriva con il primo scambio.</source>
        <translation>The network&apos;s agreement comes with the first exchange.</translation>
    </message>
    <message>
        <source>Lo ha deciso la rete, dall&apos;inizio; qui non si cambia.</source>
        <translation>The network decided it, from the beginning; it is not changed here.</translation>
    </message>
    <message>
        <source>Lo ha deciso la rete, dal {day}; qui non si cambia.</source>
        <translation>The network decided it, from {day} on; it is not changed here.</translation>
    </message>
    <message>
        <source>ogni {days} giorni</source>
        <translation>every {days} days</translation>
    </message>
    <message>
        <source>Dal {day}: {windows}.</source>
        <translation>From {day} on: {windows}.</translation>
    </message>
    <message>
        <source>{thing}: ogni {days} giorni</source>
        <translation>{thing}: every {days} days</translation>
    </message>
</context>
<context>
    <name>WordsStep</name>
    <message>
        <source>Parole per gli aiuti</source>
        <translation>Words for aid</translation>
    </message>
    <message>
        <source>Nel file c&apos;è scritto</source>
        <translation>The file says</translation>
    </message>
    <message>
        <source>Volte</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>È</source>
        <translation>It is</translation>
    </message>
    <message>
        <source>Questo registro non usa parole per gli aiuti: si va avanti.</source>
        <translation>This register uses no words for aid: go on.</translation>
    </message>
    <message>
        <source>Che aiuto è</source>
        <translation>Which aid it is</translation>
    </message>
    <message numerus="yes">
        <source>%n parole da riconoscere</source>
        <translation>
            <numerusform>%n word to recognise</numerusform>
            <numerusform>%n words to recognise</numerusform>
        </translation>
    </message>
    <message>
        <source>Se le lasci così, quegli aiuti si chiamano «Altro».</source>
        <translation>If you leave them so, that aid is called “Other”.</translation>
    </message>
    <message>
        <source>Ho riconosciuto tutte le parole</source>
        <translation>I recognised all the words</translation>
    </message>
    <message>
        <source>che aiuto è?</source>
        <translation>which aid is it?</translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n anni</source>
        <translation>
            <numerusform>%n year old</numerusform>
            <numerusform>%n years old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tra %n giorni</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni fa</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n componenti</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n adulti</source>
        <translation>
            <numerusform>%n adult</numerusform>
            <numerusform>%n adults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minori</source>
        <translation>
            <numerusform>%n minor</numerusform>
            <numerusform>%n minors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nuclei</source>
        <translation>
            <numerusform>%n household</numerusform>
            <numerusform>%n households</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Coppia con %n figli</source>
        <translation>
            <numerusform>Couple with %n child</numerusform>
            <numerusform>Couple with %n children</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Genitore solo con %n figli</source>
        <translation>
            <numerusform>Single parent with %n child</numerusform>
            <numerusform>Single parent with %n children</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Anche in %n centri</source>
        <translation>
            <numerusform>Also at %n centre</numerusform>
            <numerusform>Also at %n centres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ISEE scadono</source>
        <translation>
            <numerusform>%n ISEE expires</numerusform>
            <numerusform>%n ISEE expire</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tesserini STP o ENI scadono</source>
        <translation>
            <numerusform>%n STP or ENI card expires</numerusform>
            <numerusform>%n STP or ENI cards expire</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documenti scadono</source>
        <translation>
            <numerusform>%n document expires</numerusform>
            <numerusform>%n documents expire</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n consensi alla rete da chiedere</source>
        <translation>
            <numerusform>%n network consent to ask for</numerusform>
            <numerusform>%n network consents to ask for</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nuclei in silenzio da 60 giorni</source>
        <translation>
            <numerusform>%n household silent for 60 days</numerusform>
            <numerusform>%n households silent for 60 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schede forse doppie</source>
        <translation>
            <numerusform>%n file perhaps kept twice</numerusform>
            <numerusform>%n files perhaps kept twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schede da cancellare o confermare</source>
        <translation>
            <numerusform>%n file to erase or confirm</numerusform>
            <numerusform>%n files to erase or confirm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n aiuti</source>
        <translation>
            <numerusform>%n aid</numerusform>
            <numerusform>%n aids</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n righe scritte</source>
        <translation>
            <numerusform>%n line written</numerusform>
            <numerusform>%n lines written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persone nuove o cambiate partono col prossimo plico.</source>
        <translation>
            <numerusform>%n new or changed person leaves with the next parcel.</numerusform>
            <numerusform>%n new or changed people leave with the next parcel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Gli aiuti di %n riscontri arrivano col prossimo plico.</source>
        <translation>
            <numerusform>The aid of %n match comes with the next parcel.</numerusform>
            <numerusform>The aid of %n matches comes with the next parcel.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>E altre %n più vecchie, nella cartella accanto al file.</source>
        <translation>
            <numerusform>And %n older one, in the folder beside the file.</numerusform>
            <numerusform>And %n older ones, in the folder beside the file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_DropZone</name>
    <message>
        <source>Trascina qui il registro del tuo centro</source>
        <translation>Drop your centre&apos;s register here</translation>
    </message>
    <message>
        <source>Excel, LibreOffice o CSV; anche con più fogli, anche disordinato</source>
        <translation>Excel, LibreOffice or CSV; even with several sheets, even untidy</translation>
    </message>
    <message>
        <source>Scegli un file…</source>
        <translation>Choose a file…</translation>
    </message>
</context>
<context>
    <name>section</name>
    <message>
        <source>nuclei</source>
        <translation>households</translation>
    </message>
    <message>
        <source>persone</source>
        <translation>people</translation>
    </message>
    <message>
        <source>aiuti</source>
        <translation>aid</translation>
    </message>
</context>
<context>
    <name>step</name>
    <message>
        <source>{size} punti, come di solito</source>
        <translation>{size} points, as usual</translation>
    </message>
    <message>
        <source>{size} punti</source>
        <translation>{size} points</translation>
    </message>
</context>
</TS>
