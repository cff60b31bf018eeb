<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="it_IT">
<context>
    <name>AuditPage</name>
    <message numerus="yes">
        <source>%n righe in tutto</source>
        <translation>
            <numerusform>%n riga in tutto</numerusform>
            <numerusform>%n righe in tutto</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueFilesDialog</name>
    <message numerus="yes">
        <source>Cancellare per sempre %n schede</source>
        <translation>
            <numerusform>Cancellare per sempre %n scheda</numerusform>
            <numerusform>Cancellare per sempre %n schede</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingTables</name>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n persone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeavingStep</name>
    <message numerus="yes">
        <source>%n aiuti</source>
        <translation>
            <numerusform>%n aiuto</numerusform>
            <numerusform>%n aiuti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nuclei</source>
        <translation>
            <numerusform>%n nucleo</numerusform>
            <numerusform>%n nuclei</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReservedTab</name>
    <message numerus="yes">
        <source>%n note riservate</source>
        <translation>
            <numerusform>%n nota riservata</numerusform>
            <numerusform>%n note riservate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoredBand</name>
    <message numerus="yes">
        <source> e altri %n</source>
        <translation>
            <numerusform> e %n altro</numerusform>
            <numerusform> e altri %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ho rimandato quello che mancava (%n righe).</source>
        <translation>
            <numerusform>Ho rimandato quello che mancava (%n riga).</numerusform>
            <numerusform>Ho rimandato quello che mancava (%n righe).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ho tolto quello che non deve più starci (%n righe).</source>
        <translation>
            <numerusform>Ho tolto quello che non deve più starci (%n riga).</numerusform>
            <numerusform>Ho tolto quello che non deve più starci (%n righe).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message numerus="yes">
        <source>Cancellate per sempre: %n schede</source>
        <translation>
            <numerusform>Cancellata per sempre: %n scheda</numerusform>
            <numerusform>Cancellate per sempre: %n schede</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsStep</name>
    <message numerus="yes">
        <source>%n parole da riconoscere</source>
        <translation>
            <numerusform>%n parola da riconoscere</numerusform>
            <numerusform>%n parole da riconoscere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n anni</source>
        <translation>
            <numerusform>%n anno</numerusform>
            <numerusform>%n anni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tra %n giorni</source>
        <translation>
            <numerusform>tra %n giorno</numerusform>
            <numerusform>tra %n giorni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni fa</source>
        <translation>
            <numerusform>%n giorno fa</numerusform>
            <numerusform>%n giorni fa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n componenti</source>
        <translation>
            <numerusform>%n componente</numerusform>
            <numerusform>%n componenti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n adulti</source>
        <translation>
            <numerusform>%n adulto</numerusform>
            <numerusform>%n adulti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minori</source>
        <translation>
            <numerusform>%n minore</numerusform>
            <numerusform>%n minori</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nuclei</source>
        <translation>
            <numerusform>%n nucleo</numerusform>
            <numerusform>%n nuclei</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Coppia con %n figli</source>
        <translation>
            <numerusform>Coppia con un figlio</numerusform>
            <numerusform>Coppia con %n figli</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Genitore solo con %n figli</source>
        <translation>
            <numerusform>Genitore solo con un figlio</numerusform>
            <numerusform>Genitore solo con %n figli</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persone</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n persone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Anche in %n centri</source>
        <translation>
            <numerusform>Anche in un centro</numerusform>
            <numerusform>Anche in %n centri</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n giorni</source>
        <translation>
            <numerusform>%n giorno</numerusform>
            <numerusform>%n giorni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ISEE scadono</source>
        <translation>
            <numerusform>%n ISEE scade</numerusform>
            <numerusform>%n ISEE scadono</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tesserini STP o ENI scadono</source>
        <translation>
            <numerusform>%n tesserino STP o ENI scade</numerusform>
            <numerusform>%n tesserini STP o ENI scadono</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documenti scadono</source>
        <translation>
            <numerusform>%n documento scade</numerusform>
            <numerusform>%n documenti scadono</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n consensi alla rete da chiedere</source>
        <translation>
            <numerusform>%n consenso alla rete da chiedere</numerusform>
            <numerusform>%n consensi alla rete da chiedere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nuclei in silenzio da 60 giorni</source>
        <translation>
            <numerusform>%n nucleo in silenzio da 60 giorni</numerusform>
            <numerusform>%n nuclei in silenzio da 60 giorni</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schede forse doppie</source>
        <translation>
            <numerusform>%n scheda forse doppia</numerusform>
            <numerusform>%n schede forse doppie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n schede da cancellare o confermare</source>
        <translation>
            <numerusform>%n scheda da cancellare o confermare</numerusform>
            <numerusform>%n schede da cancellare o confermare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n aiuti</source>
        <translation>
            <numerusform>%n aiuto</numerusform>
            <numerusform>%n aiuti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n righe scritte</source>
        <translation>
            <numerusform>%n riga scritta</numerusform>
            <numerusform>%n righe scritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n persone nuove o cambiate partono col prossimo plico.</source>
        <translation>
            <numerusform>%n persona nuova o cambiata parte col prossimo plico.</numerusform>
            <numerusform>%n persone nuove o cambiate partono col prossimo plico.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Gli aiuti di %n riscontri arrivano col prossimo plico.</source>
        <translation>
            <numerusform>Gli aiuti di %n riscontro arrivano col prossimo plico.</numerusform>
            <numerusform>Gli aiuti di %n riscontri arrivano col prossimo plico.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>E altre %n più vecchie, nella cartella accanto al file.</source>
        <translation>
            <numerusform>E un&apos;altra più vecchia, nella cartella accanto al file.</numerusform>
            <numerusform>E altre %n più vecchie, nella cartella accanto al file.</numerusform>
        </translation>
    </message>
</context>
</TS>
