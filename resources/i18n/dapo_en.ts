<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="it_IT">
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
        <source>Il registro della rete non risponde.</source>
        <translation>The network&apos;s register does not answer.</translation>
    </message>
    <message>
        <source>Il registro della rete non ha accettato.</source>
        <translation>The network&apos;s register did not accept.</translation>
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
</context>
<context>
    <name>Form</name>
    <message>
        <source>Qui serve qualcosa</source>
        <translation>Something is needed here</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Annullato</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Blocca</source>
        <translation>Lock</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Va bene</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Lascia stare</source>
        <translation>Leave it</translation>
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
    <name>NumberField</name>
    <message>
        <source>Un numero intero da {least} a {most}</source>
        <translation>A whole number from {least} to {most}</translation>
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
    <name>StatusLine</name>
    <message>
        <source>Salvato alle {hour}</source>
        <translation>Saved at {hour}</translation>
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
    <name>UndoStrip</name>
    <message>
        <source>Annulla · Ctrl Z</source>
        <translation>Undo · Ctrl Z</translation>
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
</context>
</TS>
