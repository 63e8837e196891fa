<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>EvaluatePage</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation><numerusform>%Ln document</numerusform><numerusform>%Ln documents</numerusform></translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message numerus="yes">
        <source>Protocol: {tokens}; %n suggestion(s) in view.</source>
        <translation><numerusform>Protocol: {tokens}; %Ln suggestion in view.</numerusform><numerusform>Protocol: {tokens}; %Ln suggestions in view.</numerusform></translation>
    </message>
</context>
<context>
    <name>EvaluationCards</name>
    <message numerus="yes">
        <source>%n suggestion(s) in view</source>
        <translation><numerusform>%Ln suggestion in view</numerusform><numerusform>%Ln suggestions in view</numerusform></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation><numerusform>%Ln match</numerusform><numerusform>%Ln matches</numerusform></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation><numerusform>%Ln model</numerusform><numerusform>%Ln models</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n model(s) in the bin for good?</source>
        <translation><numerusform>Delete %Ln model in the bin for good?</numerusform><numerusform>Delete %Ln models in the bin for good?</numerusform></translation>
    </message>
</context>
<context>
    <name>RecoveryStrip</name>
    <message numerus="yes">
        <source>%n more after it</source>
        <translation><numerusform>%Ln more after it</numerusform><numerusform>%Ln more after it</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln word</numerusform><numerusform>%Ln words</numerusform></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>after %n letter(s)</source>
        <translation><numerusform>after %Ln letter</numerusform><numerusform>after %Ln letters</numerusform></translation>
    </message>
</context>
<context>
    <name>WritePage</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln word</numerusform><numerusform>%Ln words</numerusform></translation>
    </message>
</context>
</TS>
