<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>CorporaPage</name>
    <message numerus="yes">
        <source>{n} corpora</source>
        <translation><numerusform>{n} corpus</numerusform><numerusform>{n} corpora</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} word(s)</source>
        <translation><numerusform>{n} word</numerusform><numerusform>{n} words</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusAdding</name>
    <message numerus="yes">
        <source>Reading {n} files and folders</source>
        <translation><numerusform>Reading {n} file or folder</numerusform><numerusform>Reading {n} files and folders</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusCatalogue</name>
    <message numerus="yes">
        <source>{n} word(s)</source>
        <translation><numerusform>{n} word</numerusform><numerusform>{n} words</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusDetails</name>
    <message numerus="yes">
        <source>From {file} and {n} more, added {day}</source>
        <translation><numerusform>From {file} and {n} more, added {day}</numerusform><numerusform>From {file} and {n} more, added {day}</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>each used {n} time(s)</source>
        <translation><numerusform>each used {n} time</numerusform><numerusform>each used {n} times</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusList</name>
    <message numerus="yes">
        <source>{n} word(s)</source>
        <translation><numerusform>{n} word</numerusform><numerusform>{n} words</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusPreview</name>
    <message numerus="yes">
        <source>Found {n} time(s)</source>
        <translation><numerusform>Found {n} time</numerusform><numerusform>Found {n} times</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Found {n} time(s), the first {shown} shown</source>
        <translation><numerusform>Found {n} time, the first {shown} shown</numerusform><numerusform>Found {n} times, the first {shown} shown</numerusform></translation>
    </message>
</context>
<context>
    <name>CoveragePlot</name>
    <message numerus="yes">
        <source>{n} word(s) cover {share}</source>
        <translation><numerusform>{n} word cover {share}</numerusform><numerusform>{n} words cover {share}</numerusform></translation>
    </message>
</context>
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
    <name>GatesTab</name>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation><numerusform>%Ln unit</numerusform><numerusform>%Ln units</numerusform></translation>
    </message>
</context>
<context>
    <name>Generate</name>
    <message numerus="yes">
        <source>%n piece(s); what is below is for the first</source>
        <translation><numerusform>%Ln piece; what is below is for the first</numerusform><numerusform>%Ln pieces; what is below is for the first</numerusform></translation>
    </message>
</context>
<context>
    <name>GeneratePage</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln word</numerusform><numerusform>%Ln words</numerusform></translation>
    </message>
</context>
<context>
    <name>GradientTab</name>
    <message numerus="yes">
        <source>%n word(s) of {text}</source>
        <translation><numerusform>%Ln word of {text}</numerusform><numerusform>%Ln words of {text}</numerusform></translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message numerus="yes">
        <source>{name} was added; {n} file(s) passed over.</source>
        <translation><numerusform>{name} was added; {n} file passed over.</numerusform><numerusform>{name} was added; {n} files passed over.</numerusform></translation>
    </message>
</context>
<context>
    <name>LearnedDialog</name>
    <message numerus="yes">
        <source>%n blocked word(s)</source>
        <translation><numerusform>%Ln blocked word</numerusform><numerusform>%Ln blocked words</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n punctuation mark(s)</source>
        <translation><numerusform>%Ln punctuation mark</numerusform><numerusform>%Ln punctuation marks</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln word</numerusform><numerusform>%Ln words</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) found</source>
        <translation><numerusform>%Ln word found</numerusform><numerusform>%Ln words found</numerusform></translation>
    </message>
</context>
<context>
    <name>LearnedQuestions</name>
    <message numerus="yes">
        <source>Block %n word(s)?</source>
        <translation><numerusform>Block %Ln word?</numerusform><numerusform>Block %Ln words?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Forget %n word(s)?</source>
        <translation><numerusform>Forget %Ln word?</numerusform><numerusform>Forget %Ln words?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Keep %n blocked word(s)</source>
        <translation><numerusform>Keep %Ln blocked word</numerusform><numerusform>Keep %Ln blocked words</numerusform></translation>
    </message>
</context>
<context>
    <name>LearnedWords</name>
    <message numerus="yes">
        <source>{word}, learned %n time(s)</source>
        <translation><numerusform>{word}, learned %Ln time</numerusform><numerusform>{word}, learned %Ln times</numerusform></translation>
    </message>
</context>
<context>
    <name>MemoryTab</name>
    <message numerus="yes">
        <source>the window's edge, %n step(s)</source>
        <translation><numerusform>the window's edge, %Ln step</numerusform><numerusform>the window's edge, %Ln steps</numerusform></translation>
    </message>
</context>
<context>
    <name>ModelQuestions</name>
    <message numerus="yes">
        <source>Delete %n model(s) in the bin for good?</source>
        <translation><numerusform>Delete %Ln model in the bin for good?</numerusform><numerusform>Delete %Ln models in the bin for good?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Import %n model(s)?</source>
        <translation><numerusform>Import %Ln model?</numerusform><numerusform>Import %Ln models?</numerusform></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation><numerusform>%Ln model</numerusform><numerusform>%Ln models</numerusform></translation>
    </message>
</context>
<context>
    <name>RaceTab</name>
    <message numerus="yes">
        <source>the window's edge, %n word(s)</source>
        <translation><numerusform>the window's edge, %Ln word</numerusform><numerusform>the window's edge, %Ln words</numerusform></translation>
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
    <name>RedactionCard</name>
    <message numerus="yes">
        <source>{n} card number(s)</source>
        <translation><numerusform>{n} card number</numerusform><numerusform>{n} card numbers</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} e-mail address(es)</source>
        <translation><numerusform>{n} e-mail address</numerusform><numerusform>{n} e-mail addresses</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} phone or other long number(s)</source>
        <translation><numerusform>{n} phone or other long number</numerusform><numerusform>{n} phone or other long numbers</numerusform></translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation><numerusform>%Ln layer</numerusform><numerusform>%Ln layers</numerusform></translation>
    </message>
</context>
<context>
    <name>RunMenu</name>
    <message numerus="yes">
        <source>Train %n minute(s) longer</source>
        <translation><numerusform>Train %Ln minute longer</numerusform><numerusform>Train %Ln minutes longer</numerusform></translation>
    </message>
</context>
<context>
    <name>SkippedFiles</name>
    <message numerus="yes">
        <source>… and {n} more.</source>
        <translation><numerusform>… and {n} more.</numerusform><numerusform>… and {n} more.</numerusform></translation>
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
