<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="it_IT">
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
    </context>
</TS>
