<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>About</name>
    <message>
        <source>About wordrnn</source>
        <translation>Über wordrnn</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>It stands on</source>
        <translation>Es baut auf</translation>
    </message>
    <message>
        <source>Predicts the next word from models that are trained on your own texts, on this machine. Nothing is sent anywhere. Free software under the MIT licence, without warranty.</source>
        <translation>Sagt das nächste Wort voraus, mit Modellen, die auf diesem Rechner an den eigenen Texten trainiert werden. Nichts wird irgendwohin gesendet. Freie Software unter der MIT-Lizenz, ohne Gewähr.</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
</context>
<context>
    <name>AdvancedSettings</name>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>From model</source>
        <translation>Von Modell</translation>
    </message>
    <message>
        <source>Kind of tokens</source>
        <translation>Art der Token</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Model to go on from</source>
        <translation>Modell, das fortgesetzt wird</translation>
    </message>
    <message>
        <source>Recurrent cell</source>
        <translation>Rekurrente Zelle</translation>
    </message>
    <message>
        <source>Recurrent layers</source>
        <translation>Rekurrente Schichten</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>Startwert der Zufallszahlen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Units of the recurrent state</source>
        <translation>Einheiten des rekurrenten Zustands</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>Words in the vocabulary</source>
        <translation>Wörter im Wortschatz</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>none: a new network</source>
        <translation>keinem: ein neues Netz</translation>
    </message>
    <message>
        <source>pieces of words</source>
        <translation>Wortteile</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Prediction: {words}</source>
        <translation>Vorhersage: {words}</translation>
    </message>
    <message>
        <source>Prediction: {words}. {key} takes it.</source>
        <translation>Vorhersage: {words}. {key} übernimmt sie.</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>The model {name} could not be opened.</source>
        <translation>Das Modell {name} konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>no model is in use</source>
        <translation>kein Modell ist in Gebrauch</translation>
    </message>
    <message>
        <source>{name} could not be opened</source>
        <translation>{name} konnte nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>BatchBlock</name>
    <message>
        <source>A batch: streams down, time across, features into the depth</source>
        <translation>Ein Batch: Ströme nach unten, Zeit nach rechts, Merkmale in die Tiefe</translation>
    </message>
    <message>
        <source>features: E = {size} ↗</source>
        <translation>Merkmale: E = {size} ↗</translation>
    </message>
    <message>
        <source>stream {stream}, step {step}: “{word}”, {size} features: {numbers}, …</source>
        <translation>Strom {stream}, Schritt {step}: „{word}“, {size} Merkmale: {numbers}, …</translation>
    </message>
    <message>
        <source>time: T = {steps} →</source>
        <translation>Zeit: T = {steps} →</translation>
    </message>
    <message>
        <source>← batch: B = {streams}</source>
        <translation>← Batch: B = {streams}</translation>
    </message>
</context>
<context>
    <name>BeforeAndAfter</name>
    <message>
        <source>What follows</source>
        <translation>Was folgt</translation>
    </message>
</context>
<context>
    <name>BinMenu</name>
    <message>
        <source>Empty the bin…</source>
        <translation>Papierkorb leeren…</translation>
    </message>
    <message>
        <source>Restore {name} ({day}, {size})</source>
        <translation>{name} wiederherstellen ({day}, {size})</translation>
    </message>
</context>
<context>
    <name>Contenders</name>
    <message>
        <source>decision tree</source>
        <translation>Entscheidungsbaum</translation>
    </message>
    <message>
        <source>feed-forward network</source>
        <translation>vorwärtsgerichtetes Netz</translation>
    </message>
    <message>
        <source>linear SVM</source>
        <translation>lineare SVM</translation>
    </message>
    <message>
        <source>linear regression</source>
        <translation>lineare Regression</translation>
    </message>
    <message>
        <source>logistic regression</source>
        <translation>logistische Regression</translation>
    </message>
    <message>
        <source>peephole LSTM</source>
        <translation>Peephole-LSTM</translation>
    </message>
</context>
<context>
    <name>Corpora</name>
    <message>
        <source>Built-in texts</source>
        <translation>Mitgelieferte Texte</translation>
    </message>
</context>
<context>
    <name>CorporaPage</name>
    <message>
        <source>Add files…</source>
        <translation>+ Dateien…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>+ Ordner…</translation>
    </message>
    <message>
        <source>Back to the library</source>
        <translation>Zurück zur Bibliothek</translation>
    </message>
    <message>
        <source>Public corpora</source>
        <translation>Öffentliche Korpora</translation>
    </message>
    <message>
        <source>Reading the library…</source>
        <translation>Die Bibliothek wird gelesen…</translation>
    </message>
    <message>
        <source>The library of corpora could not be read.</source>
        <translation>Die Bibliothek der Korpora konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>keeping what was changed; the window closes by itself</source>
        <translation>was geändert wurde, wird gesichert; das Fenster schließt sich von selbst</translation>
    </message>
    <message>
        <source>stopping to read; the window closes by itself</source>
        <translation>das Lesen wird beendet; das Fenster schließt sich von selbst</translation>
    </message>
    <message numerus="yes">
        <source>{n} corpora</source>
        <translation><numerusform>{n} Korpus</numerusform><numerusform>{n} Korpora</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} word(s)</source>
        <translation><numerusform>{n} Wort</numerusform><numerusform>{n} Wörter</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusAdding</name>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add texts</source>
        <translation>Texte hinzufügen</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>{name} wird heruntergeladen</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>Nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message numerus="yes">
        <source>Reading {n} files and folders</source>
        <translation><numerusform>{n} Datei oder Ordner wird gelesen</numerusform><numerusform>{n} Dateien und Ordner werden gelesen</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusCatalogue</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>In the library</source>
        <translation>In der Bibliothek</translation>
    </message>
    <message>
        <source>Public corpora</source>
        <translation>Öffentliche Korpora</translation>
    </message>
    <message>
        <source>Texts that others have made public. They come from where each is kept, are checked on arrival, and stay on this machine; nothing is sent but the request for the file.</source>
        <translation>Texte, die andere veröffentlicht haben. Sie kommen von dort, wo sie liegen, werden bei der Ankunft geprüft und bleiben auf diesem Rechner; gesendet wird nur die Anfrage nach der Datei.</translation>
    </message>
    <message numerus="yes">
        <source>{n} word(s)</source>
        <translation><numerusform>{n} Wort</numerusform><numerusform>{n} Wörter</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusChanges</name>
    <message>
        <source>Name of the corpus</source>
        <translation>Name des Korpus</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name} from the library?</source>
        <translation>{name} aus der Bibliothek entfernen?</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>What was prepared from it for training goes as well, so that a run that was interrupted cannot go on. The files it was read from, and models trained on it, stay.</source>
        <translation>Was daraus fürs Training vorbereitet wurde, geht mit; ein unterbrochener Lauf kann dann nicht weitergehen. Die Dateien, aus denen es gelesen wurde, und daran trainierte Modelle bleiben.</translation>
    </message>
</context>
<context>
    <name>CorpusChoice</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The text that is read</source>
        <translation>Der Text, der gelesen wird</translation>
    </message>
</context>
<context>
    <name>CorpusDetails</name>
    <message>
        <source>A model trained on it may be shared under the same licence only.</source>
        <translation>Ein daran trainiertes Modell darf nur unter derselben Lizenz weitergegeben werden.</translation>
    </message>
    <message>
        <source>By {who}. Licence: {licence}.</source>
        <translation>Von {who}. Lizenz: {licence}.</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Different words</source>
        <translation>Verschiedene Wörter</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>For measuring only: as no licence is given, a model trained on it is not to be shared.</source>
        <translation>Nur zum Messen: da keine Lizenz genannt ist, soll ein daran trainiertes Modell nicht weitergegeben werden.</translation>
    </message>
    <message numerus="yes">
        <source>From {file} and {n} more, added {day}</source>
        <translation><numerusform>Aus {file} und {n} weiteren, hinzugefügt am {day}</numerusform><numerusform>Aus {file} und {n} weiteren, hinzugefügt am {day}</numerusform></translation>
    </message>
    <message>
        <source>From {file}, added {day}</source>
        <translation>Aus {file}, hinzugefügt am {day}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Most frequent words</source>
        <translation>Häufigste Wörter</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>by its common words</source>
        <translation>nach seinen häufigen Wörtern</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>wird gezählt…</translation>
    </message>
    <message numerus="yes">
        <source>each used {n} time(s)</source>
        <translation><numerusform>je {n}-mal verwendet</numerusform><numerusform>je {n}-mal verwendet</numerusform></translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>nicht sicher</translation>
    </message>
</context>
<context>
    <name>CorpusList</name>
    <message numerus="yes">
        <source>{n} word(s)</source>
        <translation><numerusform>{n} Wort</numerusform><numerusform>{n} Wörter</numerusform></translation>
    </message>
</context>
<context>
    <name>CorpusPreview</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message numerus="yes">
        <source>Found {n} time(s)</source>
        <translation><numerusform>{n}-mal gefunden</numerusform><numerusform>{n}-mal gefunden</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Found {n} time(s), the first {shown} shown</source>
        <translation><numerusform>{n}-mal gefunden, die ersten {shown} sind zu sehen</numerusform><numerusform>{n}-mal gefunden, die ersten {shown} sind zu sehen</numerusform></translation>
    </message>
    <message>
        <source>How it begins</source>
        <translation>Wie es beginnt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Search this text</source>
        <translation>In diesem Text suchen</translation>
    </message>
</context>
<context>
    <name>CorpusSidebar</name>
    <message>
        <source>All tags</source>
        <translation>Alle Schlagwörter</translation>
    </message>
    <message>
        <source>Corpora</source>
        <translation>Korpora</translation>
    </message>
    <message>
        <source>Drop files or folders anywhere on this page.</source>
        <translation>Dateien oder Ordner irgendwo auf dieser Seite ablegen.</translation>
    </message>
    <message>
        <source>Let go to add.</source>
        <translation>Loslassen zum Hinzufügen.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Show corpora with the tag</source>
        <translation>Korpora mit dem Schlagwort zeigen</translation>
    </message>
</context>
<context>
    <name>CoveragePlot</name>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Nothing has been counted yet.</source>
        <translation>Noch wurde nichts gezählt.</translation>
    </message>
    <message>
        <source>Share of the words that a vocabulary covers</source>
        <translation>Anteil der Wörter, die ein Wortschatz abdeckt</translation>
    </message>
    <message>
        <source>words in the vocabulary</source>
        <translation>Wörter im Wortschatz</translation>
    </message>
    <message numerus="yes">
        <source>{n} word(s) cover {share}</source>
        <translation><numerusform>{n} Wort deckt {share} ab</numerusform><numerusform>{n} Wörter decken {share} ab</numerusform></translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Back to the default folder</source>
        <translation>Zurück zum Standardordner</translation>
    </message>
    <message>
        <source>Change the folder…</source>
        <translation>Ordner ändern…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copying to {folder}…</source>
        <translation>Wird nach {folder} kopiert…</translation>
    </message>
    <message>
        <source>Everything is copied there, and nothing is deleted here. The command line uses it too.</source>
        <translation>Alles wird dorthin kopiert, und hier wird nichts gelöscht. Auch die Kommandozeile nutzt ihn.</translation>
    </message>
    <message>
        <source>Everything was copied to {folder}, which is used from the next start on. {present} stays as it is: delete it yourself once you no longer need it.</source>
        <translation>Alles wurde nach {folder} kopiert; ab dem nächsten Start wird dieser Ordner benutzt. {present} bleibt, wie er ist, und kann von Hand gelöscht werden, sobald er nicht mehr gebraucht wird.</translation>
    </message>
    <message>
        <source>It is in use.</source>
        <translation>Er ist in Gebrauch.</translation>
    </message>
    <message>
        <source>Keep models, corpora and settings here</source>
        <translation>Modelle, Korpora und Einstellungen hier aufbewahren</translation>
    </message>
    <message>
        <source>Keep them in another folder</source>
        <translation>In einem anderen Ordner aufbewahren</translation>
    </message>
    <message>
        <source>Looking at the folder…</source>
        <translation>Der Ordner wird angesehen…</translation>
    </message>
    <message>
        <source>Models, corpora and settings are here</source>
        <translation>Modelle, Korpora und Einstellungen liegen hier</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Taking away what was copied…</source>
        <translation>Das Kopierte wird wieder entfernt…</translation>
    </message>
    <message>
        <source>The environment variable WORDRNN_HOME says where it is: change it there, or unset it to choose here.</source>
        <translation>Die Umgebungsvariable WORDRNN_HOME bestimmt, wo er ist: dort ändern, oder sie entfernen, um hier zu wählen.</translation>
    </message>
    <message>
        <source>There are models, corpora or settings of wordrnn in it already, and they are used as they are. Nothing is copied from {present}, which stays as it is; to take that along, choose an empty folder.</source>
        <translation>Darin liegen schon Modelle, Korpora oder Einstellungen von wordrnn, und sie werden benutzt, wie sie sind. Aus {present} wird nichts kopiert, und dort bleibt alles, wie es ist; um es mitzunehmen, einen leeren Ordner wählen.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>Use the data in {folder}?</source>
        <translation>Die Daten in {folder} benutzen?</translation>
    </message>
    <message>
        <source>Use the default folder</source>
        <translation>Standardordner benutzen</translation>
    </message>
    <message>
        <source>{folder}, with the data in it, is used from the next start on. {present} stays as it is.</source>
        <translation>Ab dem nächsten Start wird {folder} benutzt, mit den Daten darin. {present} bleibt, wie er ist.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>{name} cannot be opened.</source>
        <translation>{name} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>{name} was not saved.</source>
        <translation>{name} wurde nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>DeskQuestions</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Open text</source>
        <translation>Text öffnen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save as UTF-8</source>
        <translation>Als UTF-8 speichern</translation>
    </message>
    <message>
        <source>Save text</source>
        <translation>Text speichern</translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation>Änderungen an {name} speichern?</translation>
    </message>
    <message>
        <source>Saved as UTF-8, it keeps them all.</source>
        <translation>Als UTF-8 gespeichert, bleiben alle erhalten.</translation>
    </message>
    <message>
        <source>Saving replaces those changes with the text that is open here.</source>
        <translation>Speichern ersetzt diese Änderungen durch den Text, der hier offen ist.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>Ohne Speichern gehen sie verloren.</translation>
    </message>
    <message>
        <source>{name} has letters that {encoding} does not know.</source>
        <translation>{name} enthält Zeichen, die {encoding} nicht kennt.</translation>
    </message>
    <message>
        <source>{name} was changed by another program.</source>
        <translation>{name} wurde von einem anderen Programm geändert.</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Escape, then Tab leaves the text.</source>
        <translation>Escape und dann Tab verlässt den Text.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>{key} hides it.</source>
        <translation>{key} blendet sie aus.</translation>
    </message>
    <message>
        <source>{key} takes the prediction shown after the caret.</source>
        <translation>{key} übernimmt die Vorhersage hinter der Schreibmarke.</translation>
    </message>
</context>
<context>
    <name>EquationCard</name>
    <message>
        <source>At “{word}”, unit {unit}</source>
        <translation>Bei „{word}“, Einheit {unit}</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Something went wrong inside wordrnn ({kind}). Your text and models are untouched.</source>
        <translation>In wordrnn ist etwas schiefgegangen ({kind}). Texte und Modelle sind unberührt.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>--gpus: expected at most {got}, the GPUs that TensorFlow finds on this machine, got {expected}.</source>
        <translation>--gpus: erwartet höchstens {got}, so viele GPUs findet TensorFlow auf diesem Rechner, angegeben ist {expected}.</translation>
    </message>
    <message>
        <source>--out expects a new or empty folder, got {got}, which holds other files.</source>
        <translation>Hierfür braucht es einen neuen oder leeren Ordner; {got} enthält andere Dateien.</translation>
    </message>
    <message>
        <source>--weight {got!r} names none of the texts given ({expected}).</source>
        <translation>Das Gewicht für {got!r} gehört zu keinem der gewählten Texte ({expected}).</translation>
    </message>
    <message>
        <source>--workers expects the addresses of all workers in TF_CONFIG, which is not set: see wordrnn/training/WORKERS.md.</source>
        <translation>--workers erwartet die Adressen aller Helfer in TF_CONFIG, das nicht gesetzt ist: siehe wordrnn/training/WORKERS.md.</translation>
    </message>
    <message>
        <source>A .keras file needs TensorFlow, and {missing} is not installed here; the README says how to install it.</source>
        <translation>Für eine .keras-Datei braucht es TensorFlow, und {missing} ist hier nicht installiert; die README sagt, wie man es installiert.</translation>
    </message>
    <message>
        <source>A corpus has at most {most} tags: take one away first.</source>
        <translation>Ein Korpus hat höchstens {most} Schlagwörter: zuerst eines entfernen.</translation>
    </message>
    <message>
        <source>A name is 1 to 80 characters without / \ : * ? " &lt; &gt; |, got {got!r}.</source>
        <translation>Ein Name hat 1 bis 80 Zeichen, ohne / \ : * ? " &lt; &gt; |; {got!r} geht nicht.</translation>
    </message>
    <message>
        <source>A network of the race could not be trained: {reason}</source>
        <translation>Ein Netz des Rennens ließ sich nicht trainieren: {reason}</translation>
    </message>
    <message>
        <source>A process of the experiment ({name}) was ended by the system, perhaps for lack of memory: try smaller settings.</source>
        <translation>Ein Prozess des Experiments ({name}) wurde vom System beendet, vielleicht aus Mangel an Speicher: mit kleineren Einstellungen noch einmal versuchen.</translation>
    </message>
    <message>
        <source>A tag is 1 to {longest} characters without commas, got {got!r}.</source>
        <translation>Ein Schlagwort hat 1 bis {longest} Zeichen ohne Komma; {got!r} geht nicht.</translation>
    </message>
    <message>
        <source>A training, an import or a download is going on: let it end, or stop it, and choose the folder then.</source>
        <translation>Ein Training, ein Import oder ein Download läuft noch: das Ende abwarten oder anhalten und den Ordner dann wählen.</translation>
    </message>
    <message>
        <source>All the text to train on is held out by --valid: choose other text for one of them.</source>
        <translation>Aller Text zum Trainieren wird durch --valid zurückgehalten: Wählen Sie für eines von beiden anderen Text.</translation>
    </message>
    <message>
        <source>Another program keeps the memory {path} from being written: try again in a moment.</source>
        <translation>Ein anderes Programm verhindert, dass das Gedächtnis {path} geschrieben wird: gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>No model is in use yet: train one on the Train page, or choose one on the Models page.</source>
        <translation>Noch ist kein Modell in Gebrauch: eines auf der Seite Training trainieren oder auf der Seite Modelle wählen.</translation>
    </message>
    <message>
        <source>No word of the text occurs twice, so there is nothing to learn: add more text.</source>
        <translation>Kein Wort des Textes kommt zweimal vor, also gibt es nichts zu lernen: mehr Text hinzufügen.</translation>
    </message>
    <message>
        <source>Not all workers were there after {seconds:g} seconds; {workers} did not come: start them with the same TF_CONFIG but an index of their own, and see that they reach each other.</source>
        <translation>Nach {seconds:g} Sekunden waren nicht alle Helfer da; es fehlen {workers}: Starten Sie sie mit demselben TF_CONFIG, aber je eigenem Index, und sehen Sie nach, ob sie einander erreichen.</translation>
    </message>
    <message>
        <source>Several workers or GPUs train on TensorFlow only, got KERAS_BACKEND={got}.</source>
        <translation>Mehrere Helfer oder GPUs trainieren nur mit TensorFlow, angegeben ist KERAS_BACKEND={got}.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off: try again; what has come so far is kept for a day, and gone on with.</source>
        <translation>Die Verbindung zu {host} ist abgebrochen: noch einmal versuchen; was schon da ist, bleibt einen Tag lang und wird fortgesetzt.</translation>
    </message>
    <message>
        <source>The corpus {name} belongs to wordrnn and cannot be removed.</source>
        <translation>Das Korpus {name} gehört zu wordrnn und kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>The corpus {name} has format {got}, expected {expected}: update wordrnn, or add its texts again.</source>
        <translation>Das Korpus {name} hat das Format {got}, erwartet war {expected}: wordrnn aktualisieren oder die Texte neu hinzufügen.</translation>
    </message>
    <message>
        <source>The corpus {name} is damaged or was changed: remove it and add its texts again.</source>
        <translation>Das Korpus {name} ist beschädigt oder wurde verändert: es entfernen und die Texte neu hinzufügen.</translation>
    </message>
    <message>
        <source>The data folder {path} is not there, perhaps on a drive that is not connected, so {folder} is used: connect it and start again, or choose another in Settings.</source>
        <translation>Der Datenordner {path} ist nicht da, vielleicht auf einem Laufwerk, das nicht angeschlossen ist; deshalb wird {folder} benutzt: anschließen und neu starten oder in den Einstellungen einen anderen wählen.</translation>
    </message>
    <message>
        <source>The data is still in {path}, and the other folder is not used: {reason}</source>
        <translation>Die Daten sind weiter in {path}, und der andere Ordner wird nicht benutzt: {reason}</translation>
    </message>
    <message>
        <source>The disk is full: {path} was not written; what was there before is whole. Free some space and try again.</source>
        <translation>Der Datenträger ist voll: {path} wurde nicht geschrieben; was vorher da war, ist heil. Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The download was stopped; what has come so far is kept for a day, and gone on with the next time.</source>
        <translation>Das Herunterladen wurde angehalten; was schon da ist, bleibt einen Tag lang und wird beim nächsten Mal fortgesetzt.</translation>
    </message>
    <message>
        <source>The memory {path} cannot be read ({reason}): check its permissions.</source>
        <translation>Das Gedächtnis {path} kann nicht gelesen werden ({reason}): die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The memory {path} is damaged ({reason}): it was set aside as {aside}, and an empty one takes its place.</source>
        <translation>Das Gedächtnis {path} ist beschädigt ({reason}): es wurde als {aside} beiseitegelegt, ein leeres tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>The mixture names the parts {got}, expected {expected}: train the model again.</source>
        <translation>Die Mischung nennt die Teile {got}, erwartet waren {expected}: das Modell neu trainieren.</translation>
    </message>
    <message>
        <source>The mixture's weights must be 0 or more and sum to 1, got {got}: train the model again.</source>
        <translation>Die Gewichte der Mischung müssen mindestens 0 sein und zusammen 1 ergeben, sind aber {got}: das Modell neu trainieren.</translation>
    </message>
    <message>
        <source>The model has an array {name!r} that its architecture does not know: train it again or import it again.</source>
        <translation>Das Modell enthält ein Feld {name!r}, das seine Bauart nicht kennt: es neu trainieren oder neu importieren.</translation>
    </message>
    <message>
        <source>The model has neither a network nor an n-gram part: train it again.</source>
        <translation>Das Modell hat weder ein Netz noch ein N-Gramm: es neu trainieren.</translation>
    </message>
    <message>
        <source>The model has no array {name!r}: train it again or import it again.</source>
        <translation>Dem Modell fehlt das Feld {name!r}: es neu trainieren oder neu importieren.</translation>
    </message>
    <message>
        <source>The model {path} cannot be read ({reason}): check its permissions.</source>
        <translation>Das Modell {path} kann nicht gelesen werden ({reason}): die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The model {path} has no part {part!r}.</source>
        <translation>Das Modell {path} hat keinen Teil {part!r}.</translation>
    </message>
    <message>
        <source>The model {path} is damaged ({reason}): train it again or import it again.</source>
        <translation>Das Modell {path} ist beschädigt ({reason}): es neu trainieren oder neu importieren.</translation>
    </message>
    <message>
        <source>The n-gram part holds word sequences that go on over the end of a line, as none of wordrnn does: train the model again.</source>
        <translation>Der n-Gramm-Teil enthält Wortfolgen, die über ein Zeilenende hinausgehen, wie keine von wordrnn: Trainieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>The n-gram part in {path} is damaged ({file} is missing or not what it should be): train the model again.</source>
        <translation>Das N-Gramm in {path} ist beschädigt ({file} fehlt oder ist nicht, was es sein sollte): das Modell neu trainieren.</translation>
    </message>
    <message>
        <source>The name of a corpus is 1 to {longest} characters without / \ : * ? " &lt; &gt; |, got {name!r}; choose another.</source>
        <translation>Der Name eines Korpus hat 1 bis {longest} Zeichen, ohne / \ : * ? " &lt; &gt; |; statt {name!r} einen anderen wählen.</translation>
    </message>
    <message>
        <source>The network of {model} has more than {limit} numbers, the most that a file of that format holds.</source>
        <translation>Das Netz von {model} hat mehr als {limit} Zahlen; mehr fasst eine Datei dieses Formats nicht.</translation>
    </message>
    <message>
        <source>The parts of the model have vocabularies of different sizes ({sizes}): train it again.</source>
        <translation>Die Teile des Modells haben verschieden große Wortschätze ({sizes}): es neu trainieren.</translation>
    </message>
    <message>
        <source>The prepared text in {path} is gone or damaged: start the run again to prepare it anew.</source>
        <translation>Der vorbereitete Text in {path} fehlt oder ist beschädigt: den Lauf neu starten, dann wird er neu vorbereitet.</translation>
    </message>
    <message>
        <source>The reading was ended by the system, perhaps for lack of memory: nothing was added; try with fewer files at a time.</source>
        <translation>Das System hat das Einlesen beendet, vielleicht aus Mangel an Arbeitsspeicher: nichts wurde hinzugefügt; es mit weniger Dateien auf einmal versuchen.</translation>
    </message>
    <message>
        <source>The run ended by a fault of wordrnn.</source>
        <translation>Der Lauf endete durch einen Fehler in wordrnn.</translation>
    </message>
    <message>
        <source>The run has ended by an error, which {worker} tells.</source>
        <translation>Der Lauf endete mit einem Fehler, den {worker} nennt.</translation>
    </message>
    <message>
        <source>The run has ended, since {workers} cannot be reached any more: start all workers again, with --resume, to go on from the last snapshot.</source>
        <translation>Der Lauf endete, weil {workers} nicht mehr zu erreichen ist: Starten Sie alle Helfer noch einmal, mit --resume, um beim letzten Schnappschuss weiterzumachen.</translation>
    </message>
    <message>
        <source>The snapshot in {path} does not fit its run ({reason}): start a new run.</source>
        <translation>Der Zwischenstand in {path} passt nicht zu seinem Lauf ({reason}): einen neuen Lauf starten.</translation>
    </message>
    <message>
        <source>The text has no words to count: give at least one word.</source>
        <translation>Der Text hat keine Wörter, die sich zählen ließen: mindestens ein Wort angeben.</translation>
    </message>
    <message>
        <source>The text in {path} has changed since the run began: train a new model instead of resuming.</source>
        <translation>Der Text in {path} hat sich seit Beginn des Laufs geändert: ein neues Modell trainieren, statt fortzusetzen.</translation>
    </message>
    <message>
        <source>The weight of a corpus is a number from 0 to {most:g}, got {got}.</source>
        <translation>Das Gewicht eines Korpus ist eine Zahl von 0 bis {most:g}, nicht {got}.</translation>
    </message>
    <message>
        <source>The {streams} streams of this run's text cannot be shared out evenly to {got} workers or GPUs: start it with another number of them.</source>
        <translation>Die {streams} Ströme des Textes dieses Laufs lassen sich nicht gleichmäßig auf {got} Helfer oder GPUs verteilen: Starten Sie ihn mit einer anderen Anzahl.</translation>
    </message>
    <message>
        <source>There is a corpus named {name} in the library already: remove it first to download it again.</source>
        <translation>In der Bibliothek gibt es schon ein Korpus namens {name}: es zuerst entfernen, um es neu herunterzuladen.</translation>
    </message>
    <message>
        <source>There is a model named {got} already: choose another name, or delete that one first.</source>
        <translation>Es gibt schon ein Modell namens {got}: einen anderen Namen wählen oder jenes zuerst löschen.</translation>
    </message>
    <message>
        <source>There is already a corpus named {name}; choose another name or remove that one.</source>
        <translation>Es gibt schon ein Korpus namens {name}; einen anderen Namen wählen oder jenes entfernen.</translation>
    </message>
    <message>
        <source>There is another {worker} already: give every worker an index of its own in TF_CONFIG.</source>
        <translation>{worker} gibt es schon: Geben Sie jedem Helfer in TF_CONFIG einen eigenen Index.</translation>
    </message>
    <message>
        <source>There is no corpus named {name!r}; known are {known}.</source>
        <translation>Es gibt kein Korpus namens {name!r}; bekannt sind {known}.</translation>
    </message>
    <message>
        <source>There is no file at {path}: it may have been moved or renamed.</source>
        <translation>Unter {path} gibt es keine Datei: sie wurde vielleicht verschoben oder umbenannt.</translation>
    </message>
    <message>
        <source>There is no file {path}: check the spelling.</source>
        <translation>Es gibt keine Datei {path}: die Schreibweise prüfen.</translation>
    </message>
    <message>
        <source>There is no file, folder or corpus named {path}: it may have been moved or removed.</source>
        <translation>Es gibt keine Datei, keinen Ordner und kein Korpus namens {path}: vielleicht verschoben oder entfernt.</translation>
    </message>
    <message>
        <source>There is no model at {path}: it may have been moved or removed.</source>
        <translation>Unter {path} gibt es kein Modell: es wurde vielleicht verschoben oder entfernt.</translation>
    </message>
    <message>
        <source>There is no model {got!r} in the bin; `wordrnn models bin` shows what is there.</source>
        <translation>Im Papierkorb gibt es kein Modell {got!r}.</translation>
    </message>
    <message>
        <source>There is no public corpus named {name!r}; there are {known}.</source>
        <translation>Es gibt kein öffentliches Korpus namens {name!r}; vorhanden sind {known}.</translation>
    </message>
    <message>
        <source>There is no secure connection to {host} ({reason}): check the clock and the certificates of this machine.</source>
        <translation>Es gibt keine sichere Verbindung zu {host} ({reason}): Uhr und Zertifikate dieses Rechners prüfen.</translation>
    </message>
    <message>
        <source>There is no unfinished run in {path} to go on with: start a new one.</source>
        <translation>In {path} gibt es keinen unfertigen Lauf, der sich fortsetzen ließe: einen neuen starten.</translation>
    </message>
    <message>
        <source>This app only predicts and has no {missing}; the one with training has it, and finds your texts and models.</source>
        <translation>Diese App sagt nur vorher und hat kein {missing}; die mit Training hat es und findet Ihre Texte und Modelle.</translation>
    </message>
    <message>
        <source>This format needs {missing}, which is not installed here; the README says how to install it.</source>
        <translation>Für dieses Format braucht es {missing}, das hier nicht installiert ist; die README sagt, wie man es installiert.</translation>
    </message>
    <message>
        <source>This needs {missing}, which is not installed here; the README says how to install it.</source>
        <translation>Dazu braucht es {missing}, das hier nicht installiert ist; die README sagt, wie man es installiert.</translation>
    </message>
    <message>
        <source>This worker does not go with the first: {name} is {got}, expected {expected}.</source>
        <translation>Dieser Helfer passt nicht zum ersten: {name} ist {got}, erwartet {expected}.</translation>
    </message>
    <message>
        <source>Too little held-out text to measure with: expected at least {expected} words and punctuation marks, got {got}; add more.</source>
        <translation>Zu wenig zurückgehaltener Text zum Messen: mindestens {expected} Wörter und Satzzeichen werden gebraucht, da sind {got}; mehr hinzufügen.</translation>
    </message>
    <message>
        <source>Too little text: expected at least {expected} words and punctuation marks, got {got}; add more.</source>
        <translation>Zu wenig Text: mindestens {expected} Wörter und Satzzeichen werden gebraucht, da sind {got}; mehr hinzufügen.</translation>
    </message>
    <message>
        <source>Training diverged even with a learning rate far below {rate}: try other settings.</source>
        <translation>Das Training ist selbst mit einer Lernrate weit unter {rate} entgleist: andere Einstellungen versuchen.</translation>
    </message>
    <message>
        <source>Training needs Keras on tensorflow, jax or torch, got KERAS_BACKEND={got}.</source>
        <translation>Zum Trainieren braucht Keras tensorflow, jax oder torch; KERAS_BACKEND ist {got}.</translation>
    </message>
    <message>
        <source>Training needs TensorFlow, and {missing} is not installed here. Writing with trained models works without; the README says how to install it.</source>
        <translation>Zum Trainieren braucht es TensorFlow, und {missing} ist hier nicht installiert. Schreiben mit fertigen Modellen geht ohne; die README sagt, wie man es installiert.</translation>
    </message>
    <message>
        <source>Unknown setting {name!r}.</source>
        <translation>Unbekannte Einstellung {name!r}.</translation>
    </message>
    <message>
        <source>Unknown setting {name!r}; did you mean {guess!r}?</source>
        <translation>Unbekannte Einstellung {name!r}; war {guess!r} gemeint?</translation>
    </message>
    <message>
        <source>rare.json holds no rare words of wordrnn ({reason}): train the model again or import it again.</source>
        <translation>rare.json enthält keine seltenen Wörter von wordrnn ({reason}): das Modell neu trainieren oder neu importieren.</translation>
    </message>
    <message>
        <source>tokenizer.json is no tokenizer of wordrnn ({reason}): train the model again or import it again.</source>
        <translation>tokenizer.json ist kein Tokenizer von wordrnn ({reason}): das Modell neu trainieren oder neu importieren.</translation>
    </message>
    <message>
        <source>{address} cannot be this worker's address ({reason}): end what uses that port, or give another one in TF_CONFIG to all workers.</source>
        <translation>{address} kann nicht die Adresse dieses Helfers sein ({reason}): Beenden Sie, was diesen Port benutzt, oder geben Sie allen Helfern in TF_CONFIG eine andere.</translation>
    </message>
    <message>
        <source>{got} is being trained already: stop that run first.</source>
        <translation>{got} wird schon trainiert: zuerst diesen Lauf anhalten.</translation>
    </message>
    <message>
        <source>{got} is the model that comes with wordrnn: it stays as it is, and no other has its name; choose another model or name.</source>
        <translation>{got} ist das Modell, das mit wordrnn kommt: es bleibt, wie es ist, und kein anderes heißt so; ein anderes Modell oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{host} cannot be reached ({reason}): check the connection to the internet and try again.</source>
        <translation>{host} ist nicht zu erreichen ({reason}): die Internetverbindung prüfen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{host} does not give {url} (HTTP status {status}): try again later, or look for a newer wordrnn.</source>
        <translation>{host} gibt {url} nicht heraus (HTTP-Status {status}): später noch einmal versuchen oder nach einem neueren wordrnn sehen.</translation>
    </message>
    <message>
        <source>{host} has sent nothing for {seconds:g} seconds: try again later; what has come so far is kept for a day.</source>
        <translation>{host} hat seit {seconds:g} Sekunden nichts gesendet: später noch einmal versuchen; was schon da ist, bleibt einen Tag lang.</translation>
    </message>
    <message>
        <source>{model} has no network to go on from yet, only counted word sequences: let its own run go on, or train a new model on all the text.</source>
        <translation>{model} hat noch kein Netz, von dem aus es weiterginge, nur gezählte Wortfolgen: seinen eigenen Lauf fortsetzen oder ein neues Modell an allen Texten trainieren.</translation>
    </message>
    <message>
        <source>{model} has no network yet, only counted word sequences: train it longer first.</source>
        <translation>{model} hat noch kein Netz, nur gezählte Wortfolgen: Trainieren Sie es erst länger.</translation>
    </message>
    <message>
        <source>{model}, which this run goes on from, is gone or was changed before the run had its own copy: bring it back, or start a new run.</source>
        <translation>{model}, von dem dieser Lauf ausgeht, ist fort oder wurde geändert, bevor der Lauf seine eigene Kopie hatte: es zurückholen oder einen neuen Lauf starten.</translation>
    </message>
    <message>
        <source>{name} holds values that are no numbers: training diverged or the file is damaged; train it again.</source>
        <translation>{name} enthält Werte, die keine Zahlen sind: das Training ist entgleist oder die Datei beschädigt; neu trainieren.</translation>
    </message>
    <message>
        <source>{name} is being downloaded by another process: wait for that one, or stop it.</source>
        <translation>{name} wird schon von einem anderen Prozess heruntergeladen: darauf warten oder ihn anhalten.</translation>
    </message>
    <message>
        <source>{name} is {expected} in {model}, which this run goes on from, and {got} was asked for: leave it as it is, or train a new model.</source>
        <translation>{name} ist {expected} in {model}, von dem dieser Lauf ausgeht, verlangt war {got}: es so lassen oder ein neues Modell trainieren.</translation>
    </message>
    <message>
        <source>{name}: expected numbers of type {expected}, got {got}; import the model again.</source>
        <translation>{name}: erwartet waren Zahlen vom Typ {expected}, da sind {got}; das Modell neu importieren.</translation>
    </message>
    <message>
        <source>{name}: expected shape {expected}, got {got}; the weights belong to another architecture.</source>
        <translation>{name}: erwartet war die Form {expected}, da ist {got}; die Gewichte gehören zu einer anderen Bauart.</translation>
    </message>
    <message>
        <source>{name}: expected {expected}, got {got}.</source>
        <translation>{name}: erwartet war {expected}, angegeben ist {got}.</translation>
    </message>
    <message>
        <source>{path} and the present data folder lie one within the other: choose a folder apart from it.</source>
        <translation>{path} und der jetzige Datenordner liegen ineinander: einen Ordner außerhalb davon wählen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): check its permissions.</source>
        <translation>{path} kann nicht gelesen werden ({reason}): die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}), so that nothing was copied: check its permissions.</source>
        <translation>{path} konnte nicht gelesen werden ({reason}), deshalb wurde nichts kopiert: die Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}): check the drive and try again.</source>
        <translation>{path} konnte nicht gelesen werden ({reason}): das Laufwerk prüfen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}).</source>
        <translation>{path} konnte nicht geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>{path} has format {got}, expected {expected}: it comes from another version of wordrnn; update it.</source>
        <translation>{path} hat das Format {got}, erwartet war {expected}: es stammt von einer anderen Version von wordrnn; diese aktualisieren.</translation>
    </message>
    <message>
        <source>{path} has no text in it, only pictures of pages: have its text recognised (OCR) first.</source>
        <translation>{path} enthält keinen Text, nur Bilder von Seiten: den Text zuerst erkennen lassen (OCR).</translation>
    </message>
    <message>
        <source>{path} has too little room: expected {expected:,} MB, got {got:,} MB; free some space, or choose another drive.</source>
        <translation>In {path} ist zu wenig Platz: {expected:,} MB werden gebraucht, {got:,} MB sind frei; Platz schaffen oder ein anderes Laufwerk wählen.</translation>
    </message>
    <message>
        <source>{path} holds a file that would land outside its folder ({member}): do not trust it.</source>
        <translation>{path} enthält eine Datei, die außerhalb des Ordners landen würde ({member}): dem ist nicht zu trauen.</translation>
    </message>
    <message>
        <source>{path} holds a file that would land outside the model ({member}): do not trust it.</source>
        <translation>{path} enthält eine Datei, die außerhalb des Modells landen würde ({member}): dem ist nicht zu trauen.</translation>
    </message>
    <message>
        <source>{path} holds more than {expected:,} files, the most that wordrnn reads: unpack it and choose the folder.</source>
        <translation>{path} enthält mehr als {expected:,} Dateien, mehr liest wordrnn nicht: auspacken und den Ordner wählen.</translation>
    </message>
    <message>
        <source>{path} holds {got} files, expected at most {expected}: it is no shared model of wordrnn.</source>
        <translation>{path} enthält {got} Dateien, erwartet waren höchstens {expected}: das ist kein geteiltes Modell von wordrnn.</translation>
    </message>
    <message>
        <source>{path} holds {member} twice: it was not made by wordrnn.</source>
        <translation>{path} enthält {member} zweimal: das stammt nicht von wordrnn.</translation>
    </message>
    <message>
        <source>{path} holds {member}, a folder, link or encrypted file: a shared model has plain files only.</source>
        <translation>{path} enthält {member}, einen Ordner, eine Verknüpfung oder eine verschlüsselte Datei: ein geteiltes Modell hat nur einfache Dateien.</translation>
    </message>
    <message>
        <source>{path} holds {member}, which belongs to no model: it was not made by wordrnn.</source>
        <translation>{path} enthält {member}, das zu keinem Modell gehört: das stammt nicht von wordrnn.</translation>
    </message>
    <message>
        <source>{path} is a zip file within another: unpack it and choose it by itself.</source>
        <translation>{path} ist eine Zip-Datei in einer anderen: auspacken und für sich wählen.</translation>
    </message>
    <message>
        <source>{path} is larger than {limit:,} bytes unpacked, the most that wordrnn takes.</source>
        <translation>{path} ist ausgepackt größer als {limit:,} Bytes, mehr nimmt wordrnn nicht.</translation>
    </message>
    <message>
        <source>{path} is no ARPA file that wordrnn can take ({reason}): have it written again, interpolated and in UTF-8.</source>
        <translation>{path} ist keine ARPA-Datei, die wordrnn nehmen kann ({reason}): Lassen Sie sie neu schreiben, interpoliert und in UTF-8.</translation>
    </message>
    <message>
        <source>{path} is no exported memory of wordrnn ({reason}): choose another file.</source>
        <translation>{path} ist kein exportiertes Gedächtnis von wordrnn ({reason}): eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{path} is no saved result of this experiment, or a damaged one: save it anew.</source>
        <translation>{path} ist kein gespeichertes Ergebnis dieses Experiments oder beschädigt: noch einmal speichern.</translation>
    </message>
    <message>
        <source>{path} is no shared model of wordrnn, or a damaged one ({reason}): ask for it again.</source>
        <translation>{path} ist kein geteiltes Modell von wordrnn oder ein beschädigtes ({reason}): es sich neu geben lassen.</translation>
    </message>
    <message>
        <source>{path} is no {format} file, or a damaged one ({reason}): get it anew, or save it in another format.</source>
        <translation>{path} ist keine {format}-Datei oder eine beschädigte ({reason}): neu besorgen oder in einem anderen Format speichern.</translation>
    </message>
    <message>
        <source>{path} is not a text file: open a .txt or .md file, or add it on the Corpora page.</source>
        <translation>{path} ist keine Textdatei: eine .txt- oder .md-Datei öffnen oder sie auf der Seite Korpora hinzufügen.</translation>
    </message>
    <message>
        <source>{path} is not empty, and what is in it is not wordrnn's: choose an empty or a new folder.</source>
        <translation>{path} ist nicht leer, und was darin liegt, gehört nicht zu wordrnn: einen leeren oder neuen Ordner wählen.</translation>
    </message>
    <message>
        <source>{path} is protected by a password or against copying: save a copy without protection and choose that.</source>
        <translation>{path} ist durch ein Passwort oder gegen Kopieren geschützt: eine Kopie ohne Schutz speichern und die wählen.</translation>
    </message>
    <message>
        <source>{path} is the data folder already: choose another one.</source>
        <translation>{path} ist schon der Datenordner: einen anderen wählen.</translation>
    </message>
    <message>
        <source>{path} is there already: choose another place, or move it away first.</source>
        <translation>{path} gibt es schon: einen anderen Ort wählen oder es zuerst wegräumen.</translation>
    </message>
    <message>
        <source>{path} lacks {member}: ask for it again.</source>
        <translation>In {path} fehlt {member}: es sich neu geben lassen.</translation>
    </message>
    <message>
        <source>{path} may not be read by you: change its permissions or choose another file.</source>
        <translation>{path} darf nicht gelesen werden: die Zugriffsrechte ändern oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{path} may not be written: change its permissions, or choose another folder.</source>
        <translation>{path} darf nicht geschrieben werden: die Zugriffsrechte ändern oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>{path} takes far longer to read than a text of its size should: save it in another format.</source>
        <translation>{path} zu lesen dauert viel länger, als es bei einem Text dieser Größe sollte: in einem anderen Format speichern.</translation>
    </message>
    <message>
        <source>{path} unpacks to more than {limit:,} bytes, as no text does: do not trust it, or split it.</source>
        <translation>{path} ergibt ausgepackt mehr als {limit:,} Bytes, wie kein Text es tut: dem nicht trauen oder es aufteilen.</translation>
    </message>
    <message>
        <source>{path} would unpack to more than {limit} times its size, as no model does: do not trust it.</source>
        <translation>{path} ergäbe ausgepackt mehr als das {limit}-Fache seiner Größe, wie kein Modell es tut: dem ist nicht zu trauen.</translation>
    </message>
    <message>
        <source>{path}, which names the data folder, is damaged or of a later version, so {folder} is used: choose the folder again in Settings, or delete that file.</source>
        <translation>{path}, worin der Datenordner steht, ist beschädigt oder von einer neueren Version; deshalb wird {folder} benutzt: den Ordner in den Einstellungen noch einmal wählen oder diese Datei löschen.</translation>
    </message>
    <message>
        <source>{path}: .{format} files cannot be read yet; save it as .txt or .md.</source>
        <translation>{path}: .{format}-Dateien können noch nicht gelesen werden; als .txt oder .md speichern.</translation>
    </message>
    <message>
        <source>{path}: expected a column or field with sentences, found none; save the text as .txt.</source>
        <translation>{path}: keine Spalte und kein Feld mit Sätzen gefunden; den Text als .txt speichern.</translation>
    </message>
    <message>
        <source>{path}: expected a file or folder, found nothing there; check the spelling.</source>
        <translation>{path}: weder Datei noch Ordner gefunden; die Schreibweise prüfen.</translation>
    </message>
    <message>
        <source>{path}: expected a file or folder, got a device or pipe; save the text to a file first.</source>
        <translation>{path} ist ein Gerät oder eine Pipe, keine Datei und kein Ordner; den Text zuerst in eine Datei speichern.</translation>
    </message>
    <message>
        <source>{path}: expected a file, found none there; check the spelling.</source>
        <translation>{path}: Dort wurde eine Datei erwartet und keine gefunden; prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>{path}: expected a model in a .wordrnn file, found nothing there; check the spelling.</source>
        <translation>{path}: keine .wordrnn-Datei mit einem Modell gefunden; die Schreibweise prüfen.</translation>
    </message>
    <message>
        <source>{path}: expected at least one readable text file in the folder, found none; add .txt, .docx, .epub or other files with text.</source>
        <translation>{path}: im Ordner ist keine lesbare Textdatei; .txt, .docx, .epub oder andere Dateien mit Text hinzufügen.</translation>
    </message>
    <message>
        <source>{path}: expected at least one readable text file in the zip file, found none; choose another.</source>
        <translation>{path}: in der Zip-Datei ist keine lesbare Textdatei; eine andere wählen.</translation>
    </message>
    <message>
        <source>{path}: expected text, got binary data; export it as plain text first.</source>
        <translation>{path} enthält Binärdaten statt Text; zuerst als reinen Text exportieren.</translation>
    </message>
    <message>
        <source>{path}: expected text, got none; choose a file with words in it.</source>
        <translation>{path} enthält keinen Text; eine Datei mit Wörtern darin wählen.</translation>
    </message>
    <message>
        <source>{path}: its character encoding could not be recognised; save it as UTF-8.</source>
        <translation>{path}: die Zeichenkodierung war nicht zu erkennen; als UTF-8 speichern.</translation>
    </message>
    <message>
        <source>{path}: {member} is larger than {limit:,} bytes, the most that wordrnn takes.</source>
        <translation>{path}: {member} ist größer als {limit:,} Bytes, mehr nimmt wordrnn nicht.</translation>
    </message>
    <message>
        <source>{url} has more than the {expected:,} bytes expected: it has changed and was not taken; look for a newer wordrnn.</source>
        <translation>{url} hat mehr als die erwarteten {expected:,} Bytes: die Datei hat sich geändert und wurde nicht genommen; nach einem neueren wordrnn sehen.</translation>
    </message>
    <message>
        <source>{url} has {got:,} bytes, expected {expected:,}: it has changed and was not taken; look for a newer wordrnn.</source>
        <translation>{url} hat {got:,} Bytes, erwartet waren {expected:,}: die Datei hat sich geändert und wurde nicht genommen; nach einem neueren wordrnn sehen.</translation>
    </message>
    <message>
        <source>{url} leads to {got}, where nothing is read from for safety's sake: nothing was downloaded.</source>
        <translation>{url} führt zu {got}, wovon aus Sicherheitsgründen nichts gelesen wird: nichts wurde heruntergeladen.</translation>
    </message>
    <message>
        <source>{url} was thrown away: its checksum is {got}, expected {expected}; try again, or look for a newer wordrnn.</source>
        <translation>{url} wurde verworfen: die Prüfsumme ist {got}, erwartet war {expected}; noch einmal versuchen oder nach einem neueren wordrnn sehen.</translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation><numerusform>%Ln Dokument</numerusform><numerusform>%Ln Dokumente</numerusform></translation>
    </message>
    <message>
        <source>Choose a document</source>
        <translation>Dokument wählen</translation>
    </message>
    <message>
        <source>Choose a document…</source>
        <translation>Dokument wählen…</translation>
    </message>
    <message>
        <source>Compare models</source>
        <translation>Modelle vergleichen</translation>
    </message>
    <message>
        <source>Compare with… ▾</source>
        <translation>Vergleichen… ▾</translation>
    </message>
    <message>
        <source>Drop a document here that the model was not trained on, or paste a text: you see how many keystrokes the suggestions would have saved, word by word, and which part of the model knew best.</source>
        <translation>Ein Dokument hier ablegen, an dem das Modell nicht trainiert wurde, oder einen Text einfügen: zu sehen ist, Wort für Wort, wie viele Anschläge die Vorschläge gespart hätten und welcher Teil des Modells es am besten wusste.</translation>
    </message>
    <message>
        <source>Ending the measurement…</source>
        <translation>Die Messung wird beendet…</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>How well does it know what you write?</source>
        <translation>Wie gut trifft es, was du schreibst?</translation>
    </message>
    <message>
        <source>Keeps what was measured</source>
        <translation>Hebt auf, was gemessen wurde</translation>
    </message>
    <message>
        <source>Let go to measure it.</source>
        <translation>Loslassen, um es zu messen.</translation>
    </message>
    <message>
        <source>Measure the text on the clipboard</source>
        <translation>Den Text in der Zwischenablage messen</translation>
    </message>
    <message>
        <source>Or drop one anywhere on this page</source>
        <translation>Oder eines irgendwo auf dieser Seite ablegen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The text could not be measured by {model}.</source>
        <translation>Der Text konnte mit {model} nicht gemessen werden.</translation>
    </message>
    <message>
        <source>There is no model yet. Train one on the Train page.</source>
        <translation>Es gibt noch kein Modell. Auf der Seite Training lässt sich eines trainieren.</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Text.</translation>
    </message>
    <message>
        <source>model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>pasted text</source>
        <translation>eingefügter Text</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>Figures of each part</source>
        <translation>Zahlen der einzelnen Teile</translation>
    </message>
    <message>
        <source>Memory helps: the text repeats words and names, and with it the perplexity falls from {before} to {after} and the keystrokes saved go from {saved_before} to {saved_after}.</source>
        <translation>Das Gedächtnis hilft: der Text wiederholt Wörter und Namen; mit ihm fällt die Perplexität von {before} auf {after}, und die gesparten Anschläge gehen von {saved_before} auf {saved_after}.</translation>
    </message>
    <message>
        <source>Memory makes little difference on this text.</source>
        <translation>Das Gedächtnis macht bei diesem Text kaum einen Unterschied.</translation>
    </message>
    <message>
        <source>Part of this text was in the training of {model}: {share} of it stands there word for word. The figures are better than they would be for new text.</source>
        <translation>Ein Teil dieses Textes war im Training von {model}: {share} davon stehen dort wörtlich. Die Zahlen sind besser, als sie für neuen Text wären.</translation>
    </message>
    <message numerus="yes">
        <source>Protocol: {tokens}; %n suggestion(s) in view.</source>
        <translation><numerusform>Verfahren: {tokens}; %Ln Vorschlag in Sicht.</numerusform><numerusform>Verfahren: {tokens}; %Ln Vorschläge in Sicht.</numerusform></translation>
    </message>
    <message>
        <source>Strong language is not suggested.</source>
        <translation>Derbe Wörter werden nicht vorgeschlagen.</translation>
    </message>
    <message>
        <source>Strong language is suggested, as the settings have it.</source>
        <translation>Derbe Wörter werden vorgeschlagen, wie es eingestellt ist.</translation>
    </message>
    <message>
        <source>The comparison is not fair: the text was in the training of {models}.</source>
        <translation>Der Vergleich ist nicht gerecht: Der Text war im Training von {models}.</translation>
    </message>
    <message>
        <source>The n-gram wins: alone it does better than the network ({ngram} against {network}). More text or a longer training would help the network.</source>
        <translation>Das N-Gramm gewinnt: allein ist es besser als das Netz ({ngram} gegen {network}). Mehr Text oder längeres Training würde dem Netz helfen.</translation>
    </message>
    <message>
        <source>The network is less surprised ({network} against {ngram}), but the n-gram saves more keystrokes.</source>
        <translation>Das Netz ist weniger überrascht ({network} gegen {ngram}), aber das N-Gramm spart mehr Anschläge.</translation>
    </message>
    <message>
        <source>There is no network yet: the n-gram predicts alone, and is the mixture.</source>
        <translation>Es gibt noch kein Netz: das N-Gramm sagt allein voraus und ist die Mischung.</translation>
    </message>
    <message>
        <source>These models do not have the same vocabulary, so that their perplexities and hits cannot be compared directly; the keystrokes saved can.</source>
        <translation>Diese Modelle haben nicht denselben Wortschatz; Perplexität und Treffer lassen sich nicht unmittelbar vergleichen, die gesparten Anschläge schon.</translation>
    </message>
    <message>
        <source>This text was in the training of {model}: {share} of it stands there word for word. The figures say how well the text was memorised, nothing about new text.</source>
        <translation>Dieser Text war im Training von {model}: {share} davon stehen dort wörtlich. Die Zahlen sagen, wie gut der Text gemerkt wurde, nichts über neuen Text.</translation>
    </message>
    <message>
        <source>What each column is</source>
        <translation>Was jede Spalte ist</translation>
    </message>
    <message>
        <source>Whether this text was in the training of {model} cannot be checked: its lines are too short to tell.</source>
        <translation>Ob dieser Text im Training von {model} war, lässt sich nicht prüfen: seine Zeilen sind dafür zu kurz.</translation>
    </message>
    <message>
        <source>Whether this text was in the training of {model} cannot be checked: the model has no n-gram, which would know. If it was, the figures say nothing about new text.</source>
        <translation>Ob dieser Text im Training von {model} war, lässt sich nicht prüfen: das Modell hat kein N-Gramm, das es wüsste. Falls ja, sagen die Zahlen nichts über neuen Text.</translation>
    </message>
    <message>
        <source>among how many equally likely words the model still had to choose</source>
        <translation>zwischen wie vielen gleich wahrscheinlichen Wörtern das Modell noch zu wählen hatte</translation>
    </message>
    <message>
        <source>how often the most probable word was the right one</source>
        <translation>wie oft das wahrscheinlichste Wort das richtige war</translation>
    </message>
    <message>
        <source>how often the right one was among the five most probable</source>
        <translation>wie oft das richtige unter den fünf wahrscheinlichsten war</translation>
    </message>
    <message>
        <source>how often the right one was among the three most probable</source>
        <translation>wie oft das richtige unter den drei wahrscheinlichsten war</translation>
    </message>
    <message>
        <source>milliseconds from a letter to the suggestions, half of the time</source>
        <translation>Millisekunden vom Buchstaben bis zu den Vorschlägen, in der Hälfte der Fälle</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>n-gram and network alone; mixture: both, weighted as the model is used; mixture + memory: with a memory that is empty at first and learns each word once it has been predicted. What you have taught the app plays no part. Keystrokes: a word is taken, with the space behind it, as soon as it is among the suggestions; punctuation is free.</source>
        <translation>N-Gramm und Netz allein; Mischung: beide, gewichtet wie im Gebrauch; Mischung + Gedächtnis: mit einem Gedächtnis, das anfangs leer ist und jedes Wort lernt, sobald es vorhergesagt wurde. Was die App sonst gelernt hat, spielt keine Rolle. Anschläge: ein Wort wird samt Leerzeichen übernommen, sobald es unter den Vorschlägen ist; Satzzeichen zählen nicht.</translation>
    </message>
    <message>
        <source>not in training</source>
        <translation>nicht im Training</translation>
    </message>
    <message>
        <source>partly in training</source>
        <translation>teils im Training</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>pieces of words and line ends are counted: not comparable with figures by the word</source>
        <translation>Wortteile und Zeilenenden werden gezählt: nicht vergleichbar mit Zahlen je Wort</translation>
    </message>
    <message>
        <source>saved %</source>
        <translation>gespart %</translation>
    </message>
    <message>
        <source>split at white space only, line ends are counted, &lt;unk&gt; is a word</source>
        <translation>nur an Leerraum getrennt, Zeilenenden gezählt, &lt;unk&gt; ist ein Wort</translation>
    </message>
    <message>
        <source>the share of the keystrokes that taking suggestions saves</source>
        <translation>der Anteil der Anschläge, den übernommene Vorschläge sparen</translation>
    </message>
    <message>
        <source>top-1</source>
        <translation>Top-1</translation>
    </message>
    <message>
        <source>top-3</source>
        <translation>Top-3</translation>
    </message>
    <message>
        <source>top-5</source>
        <translation>Top-5</translation>
    </message>
    <message>
        <source>was in training</source>
        <translation>war im Training</translation>
    </message>
    <message>
        <source>whether it was in training cannot be checked</source>
        <translation>ob er im Training war, lässt sich nicht prüfen</translation>
    </message>
    <message>
        <source>words, punctuation and line ends are counted, words outside the vocabulary as one word</source>
        <translation>Wörter, Satzzeichen und Zeilenenden werden gezählt, Wörter außerhalb des Wortschatzes als ein Wort</translation>
    </message>
    <message>
        <source>{model} and {other} save about the same number of keystrokes.</source>
        <translation>{model} und {other} sparen etwa gleich viele Anschläge.</translation>
    </message>
    <message>
        <source>{model} saves the most keystrokes: {first} against {second}.</source>
        <translation>{model} spart die meisten Anschläge: {first} gegen {second}.</translation>
    </message>
    <message>
        <source>{model} was trained on so much text that its n-gram keeps only a part: this text, or some of it, may have been in training nevertheless.</source>
        <translation>{model} wurde an so viel Text trainiert, dass sein N-Gramm nur einen Teil behält: dieser Text oder ein Stück davon kann trotzdem im Training gewesen sein.</translation>
    </message>
</context>
<context>
    <name>EvaluationCards</name>
    <message numerus="yes">
        <source>%n suggestion(s) in view</source>
        <translation><numerusform>%Ln Vorschlag in Sicht</numerusform><numerusform>%Ln Vorschläge in Sicht</numerusform></translation>
    </message>
    <message>
        <source>Keystrokes saved</source>
        <translation>Anschläge gespart</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Top-3</source>
        <translation>Top-3</translation>
    </message>
    <message>
        <source>Words it did not know</source>
        <translation>Unbekannte Wörter</translation>
    </message>
    <message>
        <source>of {tokens} pieces of words</source>
        <translation>von {tokens} Wortteilen</translation>
    </message>
    <message>
        <source>of {tokens} words and marks</source>
        <translation>von {tokens} Wörtern und Zeichen</translation>
    </message>
    <message>
        <source>{unknown} of {tokens}</source>
        <translation>{unknown} von {tokens}</translation>
    </message>
</context>
<context>
    <name>EvaluationExport</name>
    <message>
        <source>All figures (*.json)</source>
        <translation>Alle Zahlen (*.json)</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Zahlen speichern</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>The figures could not be saved.</source>
        <translation>Die Zahlen konnten nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The table is copied.</source>
        <translation>Die Tabelle ist kopiert.</translation>
    </message>
</context>
<context>
    <name>EvaluationStatus</name>
    <message>
        <source>measuring by {model}</source>
        <translation>{model} misst</translation>
    </message>
    <message>
        <source>pieces of words, line ends counted</source>
        <translation>Wortteile, Zeilenenden gezählt</translation>
    </message>
    <message>
        <source>protocol: {kinds}</source>
        <translation>Verfahren: {kinds}</translation>
    </message>
    <message>
        <source>split at white space, line ends counted</source>
        <translation>an Leerraum getrennt, Zeilenenden gezählt</translation>
    </message>
    <message>
        <source>then {models}</source>
        <translation>danach {models}</translation>
    </message>
    <message>
        <source>words and punctuation, line ends counted</source>
        <translation>Wörter und Satzzeichen, Zeilenenden gezählt</translation>
    </message>
    <message>
        <source>{done} words and marks</source>
        <translation>{done} Wörter und Zeichen</translation>
    </message>
    <message>
        <source>{model}: stopped after {share} % of the text</source>
        <translation>{model}: nach {share} % des Textes angehalten</translation>
    </message>
    <message>
        <source>{model}: {tokens} words and marks in {time}</source>
        <translation>{model}: {tokens} Wörter und Zeichen in {time}</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>{rate} je Sekunde</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>ExperimentTab</name>
    <message>
        <source>Ending the experiment…</source>
        <translation>Experiment wird beendet …</translation>
    </message>
    <message>
        <source>Keeps what was gained until then</source>
        <translation>Behält, was bis dahin gewonnen wurde</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Replay of the last run</source>
        <translation>Wiederholung des letzten Laufs</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Shows the last run again, as it went</source>
        <translation>Zeigt den letzten Lauf noch einmal, wie er ablief</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Läuft …</translation>
    </message>
    <message>
        <source>stopped before its end</source>
        <translation>vor dem Ende angehalten</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>dauerte {time}</translation>
    </message>
</context>
<context>
    <name>ExperimentTabs</name>
    <message>
        <source>Experiments</source>
        <translation>Versuche</translation>
    </message>
</context>
<context>
    <name>FigureSaving</name>
    <message>
        <source>All data (*.json)</source>
        <translation>Alle Daten (*.json)</translation>
    </message>
    <message>
        <source>All data (JSON)…</source>
        <translation>Alle Daten (JSON) …</translation>
    </message>
    <message>
        <source>Data as a table (CSV)…</source>
        <translation>Daten als Tabelle (CSV) …</translation>
    </message>
    <message>
        <source>Figure as PNG…</source>
        <translation>Abbildung als PNG …</translation>
    </message>
    <message>
        <source>Figure as SVG, for print…</source>
        <translation>Abbildung als SVG, für den Druck …</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>The experiment could not be saved.</source>
        <translation>Der Versuch konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Vector figure (*.svg)</source>
        <translation>Vektorgrafik (*.svg)</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>the best of all</source>
        <translation>das beste von allen</translation>
    </message>
    <message>
        <source>{difference} against {model}</source>
        <translation>{difference} gegenüber {model}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation><numerusform>%Ln Treffer</numerusform><numerusform>%Ln Treffer</numerusform></translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Match capitals</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>The next</source>
        <translation>Der nächste</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Der vorige</translation>
    </message>
    <message>
        <source>Words to find</source>
        <translation>Gesuchte Wörter</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} von {total}</translation>
    </message>
</context>
<context>
    <name>ForceCard</name>
    <message>
        <source>A SimpleRNN has no gates.</source>
        <translation>Ein SimpleRNN hat keine Gates.</translation>
    </message>
    <message>
        <source>As learned</source>
        <translation>Wie gelernt</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>Gate</translation>
    </message>
    <message>
        <source>Open (1)</source>
        <translation>Offen (1)</translation>
    </message>
    <message>
        <source>Shut (0)</source>
        <translation>Zu (0)</translation>
    </message>
    <message>
        <source>The gate is</source>
        <translation>Das Gate ist</translation>
    </message>
    <message>
        <source>The network's own prediction: no n-gram, no memory.</source>
        <translation>Die Vorhersage des Netzes allein: ohne n-Gramme, ohne Gedächtnis.</translation>
    </message>
    <message>
        <source>What follows, and a gate forced</source>
        <translation>Was folgt, und ein gehaltenes Gate</translation>
    </message>
    <message>
        <source>only in the chosen unit</source>
        <translation>nur in der gewählten Einheit</translation>
    </message>
</context>
<context>
    <name>ForgetDialog</name>
    <message>
        <source>Afterwards</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>Ein Wort vergessen</translation>
    </message>
    <message>
        <source>Forget and block</source>
        <translation>Vergessen und sperren</translation>
    </message>
    <message>
        <source>Forget “{word}”?</source>
        <translation>„{word}“ vergessen?</translation>
    </message>
    <message>
        <source>How likely it is after “{text}”:</source>
        <translation>Wie wahrscheinlich es nach „{text}“ ist:</translation>
    </message>
    <message>
        <source>How likely it is at the beginning of a text:</source>
        <translation>Wie wahrscheinlich es am Anfang eines Textes ist:</translation>
    </message>
    <message>
        <source>It is never learned again until it is unblocked.</source>
        <translation>Es wird nie wieder gelernt, bis es freigegeben wird.</translation>
    </message>
    <message>
        <source>It was not learned from what you write: the model has it from the texts it was trained on. Blocked, it is never learned.</source>
        <translation>Es wurde nicht aus Geschriebenem gelernt: das Modell hat es aus den Texten, an denen es trainiert wurde. Gesperrt wird es nie gelernt.</translation>
    </message>
    <message>
        <source>It will be as if it had never been written. This cannot be undone.</source>
        <translation>Es wird sein, als wäre es nie geschrieben worden. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>No model is in use that could say how likely it is.</source>
        <translation>Kein Modell ist in Gebrauch, das sagen könnte, wie wahrscheinlich es ist.</translation>
    </message>
    <message>
        <source>What is left is what the model knows from the texts it was trained on.</source>
        <translation>Was bleibt, weiß das Modell aus den Texten, an denen es trainiert wurde.</translation>
    </message>
    <message>
        <source>“{word}” is forgotten</source>
        <translation>„{word}“ ist vergessen</translation>
    </message>
</context>
<context>
    <name>FrequentWords</name>
    <message>
        <source>Most frequent words: {words}</source>
        <translation>Häufigste Wörter: {words}</translation>
    </message>
</context>
<context>
    <name>GateMaps</name>
    <message>
        <source>Gates and states, word by word</source>
        <translation>Gates und Zustände, Wort für Wort</translation>
    </message>
    <message>
        <source>“{word}”, unit {unit}</source>
        <translation>„{word}“, Einheit {unit}</translation>
    </message>
</context>
<context>
    <name>Gates</name>
    <message>
        <source>Block input</source>
        <translation>Block-Input</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>Forget gate</source>
        <translation>Forget-Gate</translation>
    </message>
    <message>
        <source>Hidden state</source>
        <translation>Zustand h</translation>
    </message>
    <message>
        <source>Input gate</source>
        <translation>Input-Gate</translation>
    </message>
    <message>
        <source>Output gate</source>
        <translation>Output-Gate</translation>
    </message>
    <message>
        <source>Reset gate</source>
        <translation>Reset-Gate</translation>
    </message>
    <message>
        <source>Update gate</source>
        <translation>Update-Gate</translation>
    </message>
    <message>
        <source>the forget gate</source>
        <translation>dem Forget-Gate</translation>
    </message>
    <message>
        <source>the input gate</source>
        <translation>dem Input-Gate</translation>
    </message>
    <message>
        <source>the output gate</source>
        <translation>dem Output-Gate</translation>
    </message>
    <message>
        <source>the reset gate</source>
        <translation>dem Reset-Gate</translation>
    </message>
    <message>
        <source>the update gate</source>
        <translation>dem Update-Gate</translation>
    </message>
</context>
<context>
    <name>GatesTab</name>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation><numerusform>%Ln Einheit</numerusform><numerusform>%Ln Einheiten</numerusform></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Open the gate</source>
        <translation>Gates öffnen</translation>
    </message>
    <message>
        <source>Order of the units</source>
        <translation>Reihenfolge der Einheiten</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>There is no model yet. Train one on the Train page.</source>
        <translation>Es gibt noch kein Modell. Trainieren Sie eines auf der Seite Training.</translation>
    </message>
    <message>
        <source>Type a sentence</source>
        <translation>Einen Satz eingeben</translation>
    </message>
    <message>
        <source>Units in view</source>
        <translation>Sichtbare Einheiten</translation>
    </message>
    <message>
        <source>Units:</source>
        <translation>Einheiten:</translation>
    </message>
    <message>
        <source>by number</source>
        <translation>nach Nummer</translation>
    </message>
    <message>
        <source>changes most</source>
        <translation>am wechselhaftesten</translation>
    </message>
    <message>
        <source>highest at the word</source>
        <translation>am höchsten beim Wort</translation>
    </message>
    <message>
        <source>keeps longest</source>
        <translation>behält am längsten</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>Schicht {number}</translation>
    </message>
    <message>
        <source>not in the vocabulary: {words}</source>
        <translation>nicht im Vokabular: {words}</translation>
    </message>
    <message>
        <source>says most about what follows</source>
        <translation>sagt am meisten über das Folgende</translation>
    </message>
    <message>
        <source>{time} ms a word</source>
        <translation>{time} ms je Wort</translation>
    </message>
</context>
<context>
    <name>Generate</name>
    <message numerus="yes">
        <source>%n piece(s); what is below is for the first</source>
        <translation><numerusform>%Ln Wortteil; was darunter steht, gilt dem ersten</numerusform><numerusform>%Ln Wortteile; was darunter steht, gilt dem ersten</numerusform></translation>
    </message>
    <message>
        <source>What might have stood here</source>
        <translation>Was hier hätte stehen können</translation>
    </message>
    <message>
        <source>drawn with {share}</source>
        <translation>mit {share} gezogen</translation>
    </message>
    <message>
        <source>place {rank}</source>
        <translation>Platz {rank}</translation>
    </message>
    <message>
        <source>probability {share}</source>
        <translation>Wahrscheinlichkeit {share}</translation>
    </message>
    <message>
        <source>stands there now</source>
        <translation>steht jetzt da</translation>
    </message>
    <message>
        <source>taken, not drawn</source>
        <translation>genommen, nicht gezogen</translation>
    </message>
</context>
<context>
    <name>GeneratePage</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln Wort</numerusform><numerusform>%Ln Wörter</numerusform></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the whole text</source>
        <translation>Den ganzen Text kopieren</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>How the text begins; may be empty</source>
        <translation>Wie der Text beginnt; darf leer sein</translation>
    </message>
    <message>
        <source>Keeps the words that came</source>
        <translation>Behält die Wörter, die gekommen sind</translation>
    </message>
    <message>
        <source>No model is in use: choose one on the Models page.</source>
        <translation>Kein Modell ist in Gebrauch: eines auf der Seite Modelle wählen.</translation>
    </message>
    <message>
        <source>Open the text on the Write page, as a new one</source>
        <translation>Den Text auf der Seite Schreiben öffnen, als neuen</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Textanfang</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The generated text</source>
        <translation>Der erzeugte Text</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>Der Text ist kopiert.</translation>
    </message>
    <message>
        <source>The words appear here as they come, each with its probability and what might have stood there.</source>
        <translation>Die Wörter erscheinen hier, wie sie kommen, jedes mit seiner Wahrscheinlichkeit und dem, was dort hätte stehen können.</translation>
    </message>
    <message>
        <source>Write a text behind the prompt (Ctrl+Enter)</source>
        <translation>Einen Text hinter dem Anfang schreiben (Strg+Enter)</translation>
    </message>
    <message>
        <source>Write on</source>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Startwert {seed}</translation>
    </message>
    <message>
        <source>{words} of {all} words</source>
        <translation>{words} von {all} Wörtern</translation>
    </message>
</context>
<context>
    <name>GenerationOptions</name>
    <message>
        <source>Another seed each time</source>
        <translation>Jedes Mal ein anderer Startwert</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>Wiederholungsbremse</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>above 1, what was said just now comes again less soon</source>
        <translation>über 1 kommt gerade Gesagtes weniger bald wieder</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>another seed each time</source>
        <translation>jedes Mal ein anderer Startwert</translation>
    </message>
    <message>
        <source>below 1 the probable becomes more so; at 0 it is always taken</source>
        <translation>unter 1 wird Wahrscheinliches noch wahrscheinlicher; bei 0 wird es immer genommen</translation>
    </message>
    <message>
        <source>draws from so many of the most probable words</source>
        <translation>zieht aus so vielen der wahrscheinlichsten Wörter</translation>
    </message>
    <message>
        <source>draws from the fewest words that have this much probability together</source>
        <translation>zieht aus den wenigsten Wörtern, die zusammen so wahrscheinlich sind</translation>
    </message>
    <message>
        <source>how many words are written, until a sentence ends</source>
        <translation>wie viele Wörter geschrieben werden, bis ein Satz endet</translation>
    </message>
    <message>
        <source>the same seed gives the same text</source>
        <translation>derselbe Startwert ergibt denselben Text</translation>
    </message>
</context>
<context>
    <name>GradientTab</name>
    <message numerus="yes">
        <source>%n word(s) of {text}</source>
        <translation><numerusform>%n Wort aus {text}</numerusform><numerusform>%n Wörter aus {text}</numerusform></translation>
    </message>
    <message>
        <source>0: half open at first</source>
        <translation>0: anfangs halb offen</translation>
    </message>
    <message>
        <source>1: open at first</source>
        <translation>1: anfangs offen</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>At the beginning, of the cells that have one</source>
        <translation>Am Anfang, bei Zellen, die eines haben</translation>
    </message>
    <message>
        <source>Bias of the forget gate</source>
        <translation>Bias des Vergessensgatters</translation>
    </message>
    <message>
        <source>By how much the recurrent weights are larger at the beginning</source>
        <translation>Um wie viel größer die rekurrenten Gewichte am Anfang sind</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Begrenzung</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>gaußsch</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>How often the text is read</source>
        <translation>Wie oft der Text gelesen wird</translation>
    </message>
    <message>
        <source>Networks of each kind; their spread is drawn as a band</source>
        <translation>Netze jeder Art; ihre Streuung erscheint als Band</translation>
    </message>
    <message>
        <source>Path of the gradient</source>
        <translation>Weg des Gradienten</translation>
    </message>
    <message>
        <source>Recurrent weights at the beginning</source>
        <translation>Rekurrente Gewichte am Anfang</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startzahlen</translation>
    </message>
    <message>
        <source>The longest gradient that a step of training may follow</source>
        <translation>Der längste Gradient, dem ein Trainingsschritt folgen darf</translation>
    </message>
    <message>
        <source>The loss of one word is taken back through the hundred words before it. How long is what arrives, step by step, before training and after each epoch? It takes about a minute.</source>
        <translation>Der Verlust eines Wortes wird durch die hundert Wörter davor zurückverfolgt. Wie lang ist, was ankommt, Schritt für Schritt, vor dem Training und nach jeder Epoche? Das dauert etwa eine Minute.</translation>
    </message>
    <message>
        <source>The same seed gives the same figure</source>
        <translation>Dieselbe Startzahl ergibt dieselbe Abbildung</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Where does the gradient go?</source>
        <translation>Wohin geht der Gradient?</translation>
    </message>
    <message>
        <source>Width of the state</source>
        <translation>Breite des Zustands</translation>
    </message>
    <message>
        <source>Words to train on</source>
        <translation>Wörter zum Trainieren</translation>
    </message>
    <message>
        <source>after epoch {number}</source>
        <translation>nach Epoche {number}</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>vor dem Training</translation>
    </message>
    <message>
        <source>cell c</source>
        <translation>Zelle c</translation>
    </message>
    <message>
        <source>hidden state h</source>
        <translation>Zustand h</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>orthogonal</source>
        <translation>orthogonal</translation>
    </message>
    <message>
        <source>steps back</source>
        <translation>Schritte zurück</translation>
    </message>
</context>
<context>
    <name>HeatCard</name>
    <message>
        <source>The text as it was measured</source>
        <translation>Der Text, wie er gemessen wurde</translation>
    </message>
    <message>
        <source>What you would have typed</source>
        <translation>Was zu tippen gewesen wäre</translation>
    </message>
    <message>
        <source>Whose predictions are shown: model</source>
        <translation>Wessen Vorhersagen zu sehen sind: Modell</translation>
    </message>
    <message>
        <source>Whose predictions are shown: part of the model</source>
        <translation>Wessen Vorhersagen zu sehen sind: Teil des Modells</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>About wordrnn</source>
        <translation>Über wordrnn</translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation>Einführung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Protokoll öffnen</translation>
    </message>
</context>
<context>
    <name>ImportanceCard</name>
    <message>
        <source>Gradient × embedding</source>
        <translation>Gradient × Embedding</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Verdecken</translation>
    </message>
    <message>
        <source>The slope of log P along the vector of each word.</source>
        <translation>Die Steigung von log P entlang des Vektors jedes Wortes.</translation>
    </message>
    <message>
        <source>The word that follows</source>
        <translation>Das folgende Wort</translation>
    </message>
    <message>
        <source>There is no word before.</source>
        <translation>Es gibt kein Wort davor.</translation>
    </message>
    <message>
        <source>What each word changes in log P of “{word}”</source>
        <translation>Was jedes Wort an log P von „{word}“ ändert</translation>
    </message>
    <message>
        <source>What log P loses with an unknown word in the place of each.</source>
        <translation>Was log P mit einem unbekannten Wort an der Stelle jedes Wortes verliert.</translation>
    </message>
    <message>
        <source>Which words mattered for</source>
        <translation>Welche Wörter wichtig waren für</translation>
    </message>
</context>
<context>
    <name>Introduction</name>
    <message>
        <source>Add my texts</source>
        <translation>Eigene Texte hinzufügen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>It can learn how you write: drop letters or notes of yours on the Corpora page, and choose “Teach it your texts” on the Models page. A few minutes are enough.</source>
        <translation>Es kann lernen, wie du schreibst: Briefe oder Notizen auf der Seite Korpora ablegen und auf der Seite Modelle „Eigene Texte beibringen“ wählen. Ein paar Minuten genügen.</translation>
    </message>
    <message>
        <source>It guesses your next word</source>
        <translation>Es errät das nächste Wort</translation>
    </message>
    <message>
        <source>Letters, notes, a novel: drop your files on the Corpora page and train a model on them. The first suggestions come within seconds, and get better as it goes on.</source>
        <translation>Briefe, Notizen, ein Roman: die Dateien auf der Seite Korpora ablegen und ein Modell daran trainieren. Die ersten Vorschläge kommen nach Sekunden und werden mit der Zeit besser.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Start writing</source>
        <translation>Losschreiben</translation>
    </message>
    <message>
        <source>Teach it your texts</source>
        <translation>Es lernt von deinen Texten</translation>
    </message>
    <message>
        <source>Type as ever</source>
        <translation>Schreib wie immer</translation>
    </message>
    <message>
        <source>Welcome to wordrnn</source>
        <translation>Willkommen bei wordrnn</translation>
    </message>
    <message>
        <source>When it is sure enough, grey words appear after the caret. {take} takes them, {word} only the next word, {hide} hides them. Or just go on typing: your text never changes by itself.</source>
        <translation>Wenn es sicher genug ist, erscheinen graue Wörter hinter der Schreibmarke. {take} übernimmt sie, {word} nur das nächste Wort, {hide} blendet sie aus. Oder einfach weitertippen: der Text ändert sich nie von selbst.</translation>
    </message>
    <message>
        <source>wordrnn completes what you type. It knows everyday English, so you can begin at once. All of it happens on this machine: nothing that you write or train on is sent anywhere.</source>
        <translation>wordrnn ergänzt, was getippt wird. Es kann Alltagsenglisch, es kann also gleich losgehen. Alles geschieht auf diesem Rechner: nichts, was geschrieben oder zum Training benutzt wird, wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>wordrnn learns from texts that you choose and completes what you type. All of it happens on this machine: nothing that you write or train on is sent anywhere.</source>
        <translation>wordrnn lernt aus Texten, die du auswählst, und vervollständigt, was du tippst. Alles geschieht auf diesem Rechner: nichts, was geschrieben oder gelernt wird, wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} von {all}</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>What was passed over…</source>
        <translation>Was übergangen wurde…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>{name} was added; {n} file(s) passed over.</source>
        <translation><numerusform>{name} wurde hinzugefügt; {n} Datei übergangen.</numerusform><numerusform>{name} wurde hinzugefügt; {n} Dateien übergangen.</numerusform></translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation>{size} je Sekunde</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Push, then press the new key. Backspace takes the key away.</source>
        <translation>Anklicken, dann die neue Taste drücken. Die Rücktaste nimmt sie weg.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>press a key…</source>
        <translation>Taste drücken…</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Already in use: closing wordrnn.</source>
        <translation>Schon vergeben: wordrnn schließen.</translation>
    </message>
    <message>
        <source>Already in use: turning to a page.</source>
        <translation>Schon vergeben: zu einer Seite wechseln.</translation>
    </message>
    <message>
        <source>Already in use: undo, cut, copy and paste.</source>
        <translation>Schon vergeben: rückgängig machen, ausschneiden, kopieren und einfügen.</translation>
    </message>
    <message>
        <source>Already in use: {title}.</source>
        <translation>Schon vergeben: {title}.</translation>
    </message>
    <message>
        <source>Ask for a prediction</source>
        <translation>Eine Vorhersage verlangen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find the next</source>
        <translation>Nächste Fundstelle</translation>
    </message>
    <message>
        <source>Find the one before</source>
        <translation>Vorige Fundstelle</translation>
    </message>
    <message>
        <source>Hide it until the next edit</source>
        <translation>Sie bis zur nächsten Änderung ausblenden</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>Neuer Text</translation>
    </message>
    <message>
        <source>Off the record, or on it again</source>
        <translation>Vertraulich, oder wieder nicht</translation>
    </message>
    <message>
        <source>One key with its modifiers, not several in a row.</source>
        <translation>Eine Taste mit ihren Zusatztasten, nicht mehrere nacheinander.</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>Text öffnen</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Say why words are suggested</source>
        <translation>Sagen, warum Wörter vorgeschlagen werden</translation>
    </message>
    <message>
        <source>Show the next word</source>
        <translation>Das nächste Wort zeigen</translation>
    </message>
    <message>
        <source>Show the word before</source>
        <translation>Das vorige Wort zeigen</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Take its next word</source>
        <translation>Ihr nächstes Wort übernehmen</translation>
    </message>
    <message>
        <source>Take the whole prediction</source>
        <translation>Die ganze Vorhersage übernehmen</translation>
    </message>
    <message>
        <source>Take word {number} of the list</source>
        <translation>Wort {number} der Liste übernehmen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text of normal size</source>
        <translation>Text in normaler Größe</translation>
    </message>
    <message>
        <source>This key types a letter: it needs Ctrl or Alt beside it.</source>
        <translation>Diese Taste schreibt ein Zeichen: sie braucht Strg oder Alt dazu.</translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>Push a key, then press the one you want. Backspace takes it away.</source>
        <translation>Eine Taste anklicken, dann die gewünschte drücken. Die Rücktaste nimmt sie weg.</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Alle Tasten zurücksetzen</translation>
    </message>
    <message>
        <source>The same key as: {title}.</source>
        <translation>Dieselbe Taste wie: {title}.</translation>
    </message>
</context>
<context>
    <name>LabPage</name>
    <message>
        <source>Lab</source>
        <translation>Labor</translation>
    </message>
    <message>
        <source>Save the figure or the data</source>
        <translation>Abbildung oder Daten speichern</translation>
    </message>
    <message>
        <source>Save ▾</source>
        <translation>Speichern ▾</translation>
    </message>
</context>
<context>
    <name>LabSentences</name>
    <message>
        <source>A window can't see past its edge: more than {window} words change nothing for the feed-forward network. It misses nothing by that here: they clearly help no other network either.</source>
        <translation>Ein Fenster sieht nicht über seinen Rand: Mehr als {window} Wörter ändern für das vorwärtsgerichtete Netz nichts. Ihm entgeht dadurch hier nichts: Sie helfen auch keinem anderen Netz deutlich.</translation>
    </message>
    <message>
        <source>A window can't see past its edge: more than {window} words change nothing for the feed-forward network. They take {share:.1%} off the perplexity of the {best:names}.</source>
        <translation>Ein Fenster sieht nicht über seinen Rand: Mehr als {window} Wörter ändern für das vorwärtsgerichtete Netz nichts. Sie senken die Perplexität eines anderen ({best:names}) um {share:.1%}.</translation>
    </message>
    <message>
        <source>A window can't see past its edge: {contenders:names} are right up to {inside:.0%} of the time within {window} steps, and {outside:.0%} at best beyond them, where guessing gives {chance:.0%}.</source>
        <translation>Ein Fenster sieht nicht über seinen Rand hinaus. Innerhalb von {window} Schritten richtig in bis zu {inside:.0%} der Fälle, jenseits davon in höchstens {outside:.0%}, wo Raten {chance:.0%} ergibt: {contenders:names}.</translation>
    </message>
    <message>
        <source>After epoch {epoch}, from Gaussian matrices, it is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.</source>
        <translation>Nach Epoche {epoch}, von gaußschen Matrizen aus, wird er bestenfalls mit 10^{best_power:.1f} multipliziert ({best:names}), schlimmstenfalls mit 10^{worst_power:.1f} ({worst:names}).</translation>
    </message>
    <message>
        <source>After epoch {epoch}, from orthogonal matrices, it is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.</source>
        <translation>Nach Epoche {epoch}, von orthogonalen Matrizen aus, wird er bestenfalls mit 10^{best_power:.1f} multipliziert ({best:names}), schlimmstenfalls mit 10^{worst_power:.1f} ({worst:names}).</translation>
    </message>
    <message>
        <source>Against the textbook, GRU is not cheaper than LSTM here: with {parameters:.0%} fewer parameters, a pass over the text takes it {gru:.1f} s, the LSTM {lstm:.1f} s.</source>
        <translation>Anders als im Lehrbuch ist die GRU hier nicht billiger als das LSTM: Mit {parameters:.0%} weniger Parametern braucht sie für einen Durchgang durch den Text {gru:.1f} s, das LSTM {lstm:.1f} s.</translation>
    </message>
    <message>
        <source>Against the textbook, SimpleRNN is not clearly behind on long dependencies here: words further back than {beyond} take {simple:.1%} off its perplexity, and {lstm:.1%} off that of the LSTM.</source>
        <translation>Anders als im Lehrbuch liegt SimpleRNN bei langen Abhängigkeiten hier nicht deutlich zurück: Wörter, die mehr als {beyond} zurückliegen, senken seine Perplexität um {simple:.1%}, die des LSTM um {lstm:.1%}.</translation>
    </message>
    <message>
        <source>Against the textbook, a classifier with a window is ahead where one of the {words} most frequent words comes next: {classifier:names} names it at {classifier_right:.1%} of the places, the best language model ({model:names}) at {right:.1%}; always naming the most frequent one is right at {chance:.1%}.</source>
        <translation>Anders als im Lehrbuch liegt ein Klassifikator mit Fenster vorn, wo eines der {words} häufigsten Wörter folgt: {classifier:names} nennt es an {classifier_right:.1%} der Stellen, das beste Sprachmodell ({model:names}) an {right:.1%}; immer das häufigste zu nennen stimmt an {chance:.1%}.</translation>
    </message>
    <message>
        <source>Against the textbook, before training the SimpleRNN keeps more of its gradient over {lag} steps than {cells:names}.</source>
        <translation>Anders als im Lehrbuch behält das SimpleRNN vor dem Training über {lag} Schritte mehr von seinem Gradienten als andere ({cells:names}).</translation>
    </message>
    <message>
        <source>Against the textbook, the SimpleRNN does not forget here: it is right {at_near:.0%} of the time at a distance of {near}, {at_middle:.0%} at {middle}, and {at_far:.0%} at {far}. With enough updates it can learn to latch.</source>
        <translation>Anders als im Lehrbuch vergisst das SimpleRNN hier nicht: Es liegt im Abstand {near} in {at_near:.0%} der Fälle richtig, im Abstand {middle} in {at_middle:.0%} und im Abstand {far} in {at_far:.0%}. Mit genügend Lernschritten kann es lernen, etwas festzuhalten.</translation>
    </message>
    <message>
        <source>Against the textbook, the trained SimpleRNN keeps more of its gradient over {lag} steps than {cells:names}.</source>
        <translation>Anders als im Lehrbuch behält das trainierte SimpleRNN über {lag} Schritte mehr von seinem Gradienten als andere ({cells:names}).</translation>
    </message>
    <message>
        <source>Against the textbook, {cells:names} are right less than {good:.0%} of the time even at the smallest distance; more updates may help.</source>
        <translation>Anders als im Lehrbuch selbst im kleinsten Abstand in weniger als {good:.0%} der Fälle richtig: {cells:names}. Mehr Lernschritte können helfen.</translation>
    </message>
    <message>
        <source>As the textbook has it, the trained SimpleRNN loses more of its gradient over {lag} steps than {cells:names}.</source>
        <translation>Wie im Lehrbuch verliert das trainierte SimpleRNN über {lag} Schritte mehr von seinem Gradienten als andere ({cells:names}).</translation>
    </message>
    <message>
        <source>Before training, from Gaussian matrices, the gradient of h over {lag} steps is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.</source>
        <translation>Vor dem Training, von gaußschen Matrizen aus, wird der Gradient von h über {lag} Schritte bestenfalls mit 10^{best_power:.1f} multipliziert ({best:names}), schlimmstenfalls mit 10^{worst_power:.1f} ({worst:names}).</translation>
    </message>
    <message>
        <source>Before training, from orthogonal matrices, the gradient of h over {lag} steps is multiplied by 10^{best_power:.1f} in {best:names}, at best, and by 10^{worst_power:.1f} in {worst:names}.</source>
        <translation>Vor dem Training, von orthogonalen Matrizen aus, wird der Gradient von h über {lag} Schritte bestenfalls mit 10^{best_power:.1f} multipliziert ({best:names}), schlimmstenfalls mit 10^{worst_power:.1f} ({worst:names}).</translation>
    </message>
    <message>
        <source>GRU is cheaper than LSTM: it has {parameters:.0%} fewer parameters, and a pass over the text takes it {gru:.1f} s, the LSTM {lstm:.1f} s.</source>
        <translation>Die GRU ist billiger als das LSTM: Sie hat {parameters:.0%} weniger Parameter und braucht für einen Durchgang durch den Text {gru:.1f} s, das LSTM {lstm:.1f} s.</translation>
    </message>
    <message>
        <source>Gradient × embedding names the same word.</source>
        <translation>Gradient × Embedding nennt dasselbe Wort.</translation>
    </message>
    <message>
        <source>Gradient × embedding names “{word}” instead: it follows the slope at this point, while another word in its place is a step of any size.</source>
        <translation>Gradient × Embedding nennt stattdessen „{word}“: Das Verfahren folgt der Steigung an dieser Stelle, ein anderes Wort dagegen ist ein Schritt beliebiger Größe.</translation>
    </message>
    <message>
        <source>In its training {model} had {batch} streams of {steps} words.</source>
        <translation>Im Training hatte {model} {batch} Ströme von {steps} Wörtern.</translation>
    </message>
    <message>
        <source>In the {cell:names}, the gradient of c shrinks by {by_cell:.1f} powers of ten over {lag} steps at the end, that of h by {by_hidden:.1f}.</source>
        <translation>Im {cell:names} schrumpft der Gradient von c am Ende über {lag} Schritte um {by_cell:.1f} Zehnerpotenzen, der von h um {by_hidden:.1f}.</translation>
    </message>
    <message>
        <source>It then answers almost as if it had read “{last}” alone: the words before that move {after:.1%} of the probability instead of {before:.1%}.</source>
        <translation>Das Netz antwortet dann fast, als hätte es nur „{last}“ gelesen: Die Wörter davor verschieben {after:.1%} der Wahrscheinlichkeit statt {before:.1%}.</translation>
    </message>
    <message>
        <source>It then still remembers: the words before “{last}” move {after:.1%} of the probability, and {before:.1%} as it was learned.</source>
        <translation>Das Netz erinnert sich dann immer noch: Die Wörter vor „{last}“ verschieben {after:.1%} der Wahrscheinlichkeit, und {before:.1%}, wie es gelernt wurde.</translation>
    </message>
    <message>
        <source>Its perplexity is clearly higher: {gru:.1f} against {lstm:.1f}.</source>
        <translation>Ihre Perplexität ist deutlich höher: {gru:.1f} gegen {lstm:.1f}.</translation>
    </message>
    <message>
        <source>Its perplexity is clearly lower: {gru:.1f} against {lstm:.1f}.</source>
        <translation>Ihre Perplexität ist deutlich niedriger: {gru:.1f} gegen {lstm:.1f}.</translation>
    </message>
    <message>
        <source>Kneser–Ney, counted in {seconds:.2f} s, is ahead of every network here: its perplexity is {ngram:.1f}, the lowest of theirs {perplexity:.1f} ({best:names}).</source>
        <translation>Kneser–Ney, in {seconds:.2f} s gezählt, liegt hier vor jedem Netz: Seine Perplexität ist {ngram:.1f}, die niedrigste der Netze {perplexity:.1f} ({best:names}).</translation>
    </message>
    <message>
        <source>No word before speaks for “{target}” as much as “{word}” speaks against it: with an unknown word in its place, that has a probability of {without:.2%} instead of {probability:.2%}.</source>
        <translation>Kein Wort davor spricht so sehr für „{target}“, wie „{word}“ dagegen spricht: Mit einem unbekannten Wort an dessen Stelle beträgt die Wahrscheinlichkeit {without:.2%} statt {probability:.2%}.</translation>
    </message>
    <message>
        <source>Of the places where one of the {words} most frequent words comes next, the best language model ({model:names}) names it at {right:.1%}, the best classifier with a window ({classifier:names}) at {classifier_right:.1%}; always naming the most frequent one is right at {chance:.1%}.</source>
        <translation>Von den Stellen, an denen eines der {words} häufigsten Wörter folgt, nennt es das beste Sprachmodell ({model:names}) an {right:.1%}, der beste Klassifikator mit Fenster ({classifier:names}) an {classifier_right:.1%}; immer das häufigste zu nennen stimmt an {chance:.1%}.</translation>
    </message>
    <message>
        <source>Of the words before, “{word}” mattered most for “{target}”: with an unknown word in its place, that has a probability of {without:.2%} instead of {probability:.2%}.</source>
        <translation>Von den Wörtern davor war „{word}“ am wichtigsten für „{target}“: Mit einem unbekannten Wort an seiner Stelle beträgt dessen Wahrscheinlichkeit {without:.2%} statt {probability:.2%}.</translation>
    </message>
    <message>
        <source>Peepholes do not help here, they cost: the perplexity is {peephole:.1f} with them and {lstm:.1f} without.</source>
        <translation>Gucklöcher helfen hier nicht, sie schaden: Die Perplexität ist {peephole:.1f} mit ihnen und {lstm:.1f} ohne sie.</translation>
    </message>
    <message>
        <source>Peepholes help here: the perplexity is {peephole:.1f} with them and {lstm:.1f} without.</source>
        <translation>Gucklöcher helfen hier: Die Perplexität ist {peephole:.1f} mit ihnen und {lstm:.1f} ohne sie.</translation>
    </message>
    <message>
        <source>Peepholes make no clear difference here: the perplexity is {peephole:.1f} with them and {lstm:.1f} without.</source>
        <translation>Gucklöcher machen hier keinen deutlichen Unterschied: Die Perplexität ist {peephole:.1f} mit ihnen und {lstm:.1f} ohne sie.</translation>
    </message>
    <message>
        <source>SimpleRNN fails on long dependencies: words further back than {beyond} take {lstm:.1%} off the LSTM's perplexity, and do not clearly help the SimpleRNN at all.</source>
        <translation>SimpleRNN scheitert an langen Abhängigkeiten: Wörter, die mehr als {beyond} zurückliegen, senken die Perplexität des LSTM um {lstm:.1%} und helfen dem SimpleRNN gar nicht deutlich.</translation>
    </message>
    <message>
        <source>SimpleRNN fails on long dependencies: words further back than {beyond} take {lstm:.1%} off the LSTM's perplexity, and only {simple:.1%} off that of the SimpleRNN.</source>
        <translation>SimpleRNN scheitert an langen Abhängigkeiten: Wörter, die mehr als {beyond} zurückliegen, senken die Perplexität des LSTM um {lstm:.1%}, die des SimpleRNN nur um {simple:.1%}.</translation>
    </message>
    <message>
        <source>The SimpleRNN does not learn this: it is right {at_near:.0%} of the time at a distance of {near}, {at_middle:.0%} at {middle}, and {at_far:.0%} at {far}.</source>
        <translation>Das SimpleRNN lernt das nicht: Es liegt im Abstand {near} in {at_near:.0%} der Fälle richtig, im Abstand {middle} in {at_middle:.0%} und im Abstand {far} in {at_far:.0%}.</translation>
    </message>
    <message>
        <source>The SimpleRNN forgets: it is right {at_near:.0%} of the time at a distance of {near}, {at_middle:.0%} at {middle}, and {at_far:.0%} at {far}.</source>
        <translation>Das SimpleRNN vergisst: Es liegt im Abstand {near} in {at_near:.0%} der Fälle richtig, im Abstand {middle} in {at_middle:.0%} und im Abstand {far} in {at_far:.0%}.</translation>
    </message>
    <message>
        <source>The feed-forward network changes by {share:.1%} with words beyond its window of {window}, which cannot be: this is a fault of wordrnn.</source>
        <translation>Das vorwärtsgerichtete Netz ändert sich durch Wörter jenseits seines Fensters von {window} um {share:.1%}, was nicht sein kann: Das ist ein Fehler von wordrnn.</translation>
    </message>
    <message>
        <source>The gradient grows over {lag} steps in {cells:names}, by up to {most:.1f} powers of ten: there it explodes.</source>
        <translation>Der Gradient wächst über {lag} Schritte um bis zu {most:.1f} Zehnerpotenzen: Dort explodiert er ({cells:names}).</translation>
    </message>
    <message>
        <source>The lowest perplexity is {perplexity:.1f} ({best:names}); Kneser–Ney, counted in {seconds:.2f} s, has {ngram:.1f}.</source>
        <translation>Die niedrigste Perplexität ist {perplexity:.1f} ({best:names}); Kneser–Ney, in {seconds:.2f} s gezählt, hat {ngram:.1f}.</translation>
    </message>
    <message>
        <source>The {tokens:,} words and marks of the text are cut into {batch} streams of {length:,}; one pass is {windows:,} windows, and the state goes on from each to the next.</source>
        <translation>Die {tokens:,} Wörter und Zeichen des Textes werden in {batch} Ströme von {length:,} geschnitten; ein Durchgang sind {windows:,} Fenster, und der Zustand geht von jedem in das nächste über.</translation>
    </message>
    <message>
        <source>Their perplexities, {gru:.1f} and {lstm:.1f}, differ by no more than chance.</source>
        <translation>Ihre Perplexitäten, {gru:.1f} und {lstm:.1f}, unterscheiden sich nicht mehr als durch Zufall.</translation>
    </message>
    <message>
        <source>Training diverged in {cells:names}: a loss or a gradient was no number any more.</source>
        <translation>Das Training ist entgleist, ein Verlust oder Gradient war keine Zahl mehr: {cells:names}.</translation>
    </message>
    <message>
        <source>Training makes the gradient reach farther back in {cells:names}.</source>
        <translation>Durch das Training reicht der Gradient weiter zurück: {cells:names}.</translation>
    </message>
    <message>
        <source>Training makes the gradient reach less far back in {cells:names}.</source>
        <translation>Durch das Training reicht der Gradient weniger weit zurück: {cells:names}.</translation>
    </message>
    <message>
        <source>What leaves it is largest: a probability for every word of the vocabulary at every place, {numbers:,} numbers.</source>
        <translation>Am größten ist, was herauskommt: eine Wahrscheinlichkeit für jedes Wort des Vokabulars an jeder Stelle, {numbers:,} Zahlen.</translation>
    </message>
    <message>
        <source>With as many parameters, a pass over the text takes the GRU {gru:.1f} s, less than the {lstm:.1f} s of the LSTM.</source>
        <translation>Mit ebenso vielen Parametern braucht die GRU für einen Durchgang durch den Text {gru:.1f} s, weniger als das LSTM mit {lstm:.1f} s.</translation>
    </message>
    <message>
        <source>With as many parameters, a pass over the text takes the GRU {gru:.1f} s, not less than the {lstm:.1f} s of the LSTM.</source>
        <translation>Mit ebenso vielen Parametern braucht die GRU für einen Durchgang durch den Text {gru:.1f} s, nicht weniger als das LSTM mit {lstm:.1f} s.</translation>
    </message>
    <message>
        <source>With {held:held} in all units, “{target}” goes from {before:.2%} to {after:.2%}.</source>
        <translation>Mit {held:held} in allen Einheiten geht „{target}“ von {before:.2%} auf {after:.2%}.</translation>
    </message>
    <message>
        <source>With {held:held} in unit {unit}, “{target}” goes from {before:.2%} to {after:.2%}.</source>
        <translation>Mit {held:held} in Einheit {unit} geht „{target}“ von {before:.2%} auf {after:.2%}.</translation>
    </message>
    <message>
        <source>Words further back than {beyond} take {share:.1%} off the LSTM's perplexity here, too little to say anything about long dependencies; more text or more time may.</source>
        <translation>Wörter, die mehr als {beyond} zurückliegen, senken die Perplexität des LSTM hier um {share:.1%}, zu wenig, um etwas über lange Abhängigkeiten zu sagen; mit mehr Text oder mehr Zeit vielleicht.</translation>
    </message>
    <message>
        <source>{batch} streams of {steps} words, and each word is {features:,} numbers: {numbers:,} numbers enter the network at once.</source>
        <translation>{batch} Ströme von {steps} Wörtern, und jedes Wort ist {features:,} Zahlen: {numbers:,} Zahlen kommen auf einmal in das Netz.</translation>
    </message>
    <message>
        <source>{cells:names} are right at least {good:.0%} of the time up to a distance of {distance}, not up to {farthest}; more updates may take them farther.</source>
        <translation>Bis zum Abstand {distance} in mindestens {good:.0%} der Fälle richtig, nicht bis {farthest}: {cells:names}. Mehr Lernschritte können weiter führen.</translation>
    </message>
    <message>
        <source>{cells:names} are still right {accuracy:.0%} of the time at a distance of {distance}.</source>
        <translation>Im Abstand {distance} noch in {accuracy:.0%} der Fälle richtig: {cells:names}.</translation>
    </message>
    <message>
        <source>{contenders:names} are right {accuracy:.0%} of the time beyond their window of {window} steps, where guessing gives {chance:.0%}: something gives the answer away.</source>
        <translation>Jenseits ihres Fensters von {window} Schritten in {accuracy:.0%} der Fälle richtig, wo Raten {chance:.0%} ergibt: {contenders:names}. Etwas verrät die Antwort.</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>{gate} held at {value}</source>
        <translation>{gate} auf {value} gehalten</translation>
    </message>
    <message>
        <source>{gate} open</source>
        <translation>{gate} offen</translation>
    </message>
    <message>
        <source>{gate} shut</source>
        <translation>{gate} geschlossen</translation>
    </message>
    <message>
        <source>{kept:,} of {units:,} units keep more than half of their cell from the first word to the last; the unit in the middle keeps {median:.1%}.</source>
        <translation>{kept:,} von {units:,} Einheiten behalten vom ersten bis zum letzten Wort mehr als die Hälfte ihrer Zelle; die mittlere Einheit behält {median:.1%}.</translation>
    </message>
    <message>
        <source>{kept:,} of {units:,} units keep more than half of their state from the first word to the last; the unit in the middle keeps {median:.1%}.</source>
        <translation>{kept:,} von {units:,} Einheiten behalten vom ersten bis zum letzten Wort mehr als die Hälfte ihres Zustands; die mittlere Einheit behält {median:.1%}.</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>Armenisch</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Baskisch</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Belarussisch</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengalisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Esperanto</source>
        <translation>Esperanto</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicisch</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Georgisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Isländisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Irish</source>
        <translation>Irisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Latin</source>
        <translation>Latein</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Lettisch</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Mazedonisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Serbo-Croatian</source>
        <translation>Serbokroatisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>Tamil</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Telugu</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Urdu</source>
        <translation>Urdu</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Walisisch</translation>
    </message>
</context>
<context>
    <name>LearnedDialog</name>
    <message numerus="yes">
        <source>%n blocked word(s)</source>
        <translation><numerusform>%Ln gesperrtes Wort</numerusform><numerusform>%Ln gesperrte Wörter</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n punctuation mark(s)</source>
        <translation><numerusform>%Ln Satzzeichen</numerusform><numerusform>%Ln Satzzeichen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln Wort</numerusform><numerusform>%Ln Wörter</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) found</source>
        <translation><numerusform>%Ln Wort gefunden</numerusform><numerusform>%Ln Wörter gefunden</numerusform></translation>
    </message>
    <message>
        <source>A word never to learn</source>
        <translation>Ein Wort, das nie gelernt werden soll</translation>
    </message>
    <message>
        <source>As if the chosen words had never been written</source>
        <translation>Als wären die gewählten Wörter nie geschrieben worden</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Blocked words</source>
        <translation>Gesperrte Wörter</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>Sperren…</translation>
    </message>
    <message>
        <source>By alphabet</source>
        <translation>Nach dem Alphabet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Exported to {name}: what you wrote can be read in it by whoever has it.</source>
        <translation>Nach {name} exportiert: wer die Datei hat, kann darin lesen, was geschrieben wurde.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation>Alles vergessen…</translation>
    </message>
    <message>
        <source>Forget the chosen words, and never learn them again</source>
        <translation>Die gewählten Wörter vergessen und nie wieder lernen</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Latest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>Learned words</source>
        <translation>Gelernte Wörter</translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation>Mehr ▾</translation>
    </message>
    <message>
        <source>More: export, import, clear</source>
        <translation>Mehr: exportieren, importieren, leeren</translation>
    </message>
    <message>
        <source>Most often first</source>
        <translation>Häufigste zuerst</translation>
    </message>
    <message>
        <source>No word is blocked.</source>
        <translation>Kein Wort ist gesperrt.</translation>
    </message>
    <message>
        <source>Nothing was learned yet.</source>
        <translation>Noch wurde nichts gelernt.</translation>
    </message>
    <message>
        <source>Order of the words</source>
        <translation>Reihenfolge der Wörter</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search for nothing</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Search the words</source>
        <translation>Die Wörter durchsuchen</translation>
    </message>
    <message>
        <source>The file of what was learned cannot be used.</source>
        <translation>Die Datei mit dem Gelernten ist nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>These words come from what you wrote, and stay on this machine. What a model knows from the texts it was trained on is not in this list.</source>
        <translation>Diese Wörter stammen aus Geschriebenem und bleiben auf diesem Rechner. Was ein Modell aus den Texten weiß, an denen es trainiert wurde, steht nicht in dieser Liste.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation>Was gelernt wurde</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
</context>
<context>
    <name>LearnedQuestions</name>
    <message>
        <source>Block</source>
        <translation>Sperren</translation>
    </message>
    <message numerus="yes">
        <source>Block %n word(s)?</source>
        <translation><numerusform>%Ln Wort sperren?</numerusform><numerusform>%Ln Wörter sperren?</numerusform></translation>
    </message>
    <message>
        <source>Export what was learned</source>
        <translation>Gelerntes exportieren</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n word(s)?</source>
        <translation><numerusform>%Ln Wort vergessen?</numerusform><numerusform>%Ln Wörter vergessen?</numerusform></translation>
    </message>
    <message>
        <source>Forget everything</source>
        <translation>Alles vergessen</translation>
    </message>
    <message>
        <source>Forget everything that was learned?</source>
        <translation>Alles Gelernte vergessen?</translation>
    </message>
    <message>
        <source>Import what was learned</source>
        <translation>Gelerntes importieren</translation>
    </message>
    <message>
        <source>It will be as if nothing had ever been written here. Models stay. This cannot be undone.</source>
        <translation>Es wird sein, als wäre hier nie etwas geschrieben worden. Modelle bleiben. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>It will be as if they had never been written. This cannot be undone.</source>
        <translation>Es wird sein, als wären sie nie geschrieben worden. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n blocked word(s)</source>
        <translation><numerusform>%Ln gesperrtes Wort behalten</numerusform><numerusform>%Ln gesperrte Wörter behalten</numerusform></translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Learn all of this text?</source>
        <translation>Diesen ganzen Text lernen?</translation>
    </message>
    <message>
        <source>Learned words</source>
        <translation>Gelernte Wörter</translation>
    </message>
    <message>
        <source>They are forgotten, and never learned again until they are unblocked.</source>
        <translation>Sie werden vergessen und nie wieder gelernt, bis sie freigegeben werden.</translation>
    </message>
    <message>
        <source>What was opened, pasted or written off the record is learned too, and all of it counts as your own writing. Numbers, addresses and what looks like a password are left out.</source>
        <translation>Auch Geöffnetes, Eingefügtes und vertraulich Geschriebenes wird gelernt, und alles gilt als selbst geschrieben. Zahlen, Adressen und was wie ein Passwort aussieht bleiben draußen.</translation>
    </message>
    <message>
        <source>wordrnn-learned.json</source>
        <translation>wordrnn-gelernt.json</translation>
    </message>
</context>
<context>
    <name>LearnedWords</name>
    <message numerus="yes">
        <source>{word}, learned %n time(s)</source>
        <translation><numerusform>{word}, %Ln-mal gelernt</numerusform><numerusform>{word}, %Ln-mal gelernt</numerusform></translation>
    </message>
</context>
<context>
    <name>LearningMenu</name>
    <message>
        <source>Learn all of this text…</source>
        <translation>Diesen ganzen Text lernen…</translation>
    </message>
    <message>
        <source>Learn from what I write</source>
        <translation>Aus dem lernen, was ich schreibe</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Learning not possible</source>
        <translation>Lernen nicht möglich</translation>
    </message>
    <message>
        <source>Learning off</source>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Learning on</source>
        <translation>Lernen an</translation>
    </message>
    <message>
        <source>Let an opened text help, without learning it</source>
        <translation>Einen geöffneten Text helfen lassen, ohne ihn zu lernen</translation>
    </message>
    <message>
        <source>Nothing that you write is learned, until this is switched off or wordrnn is closed.</source>
        <translation>Nichts Geschriebenes wird gelernt, bis dies ausgeschaltet oder wordrnn geschlossen wird.</translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation>Vertraulich</translation>
    </message>
    <message>
        <source>Off the record, until wordrnn is closed</source>
        <translation>Vertraulich, bis wordrnn geschlossen wird</translation>
    </message>
    <message>
        <source>The file of what was learned cannot be used.</source>
        <translation>Die Datei mit dem Gelernten ist nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>What was learned…</source>
        <translation>Was gelernt wurde…</translation>
    </message>
    <message>
        <source>What you write is learned, on this machine only.</source>
        <translation>Geschriebenes wird gelernt, nur auf diesem Rechner.</translation>
    </message>
    <message>
        <source>What you write is not learned.</source>
        <translation>Geschriebenes wird nicht gelernt.</translation>
    </message>
</context>
<context>
    <name>LearningSection</name>
    <message>
        <source>Its words come more easily until wordrnn is closed. Nothing of it is learned.</source>
        <translation>Seine Wörter kommen leichter, bis wordrnn geschlossen wird. Nichts davon wird gelernt.</translation>
    </message>
    <message>
        <source>Learn from what I write</source>
        <translation>Aus dem lernen, was ich schreibe</translation>
    </message>
    <message>
        <source>Let an opened text help</source>
        <translation>Einen geöffneten Text helfen lassen</translation>
    </message>
    <message>
        <source>Nothing is learned until this is switched off or wordrnn is closed.</source>
        <translation>Nichts wird gelernt, bis dies ausgeschaltet oder wordrnn geschlossen wird.</translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation>Vertraulich</translation>
    </message>
    <message>
        <source>Search it, forget or block words, export or clear it.</source>
        <translation>Durchsuchen, Wörter vergessen oder sperren, exportieren oder leeren.</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Zeigen…</translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation>Was gelernt wurde</translation>
    </message>
    <message>
        <source>What was learned, as a list</source>
        <translation>Was gelernt wurde, als Liste</translation>
    </message>
    <message>
        <source>Words come more easily the more you use them. What was typed is learned once it has settled, on this machine only; numbers, addresses and what looks like a password never are.</source>
        <translation>Wörter kommen umso leichter, je öfter sie gebraucht werden. Getipptes wird gelernt, sobald es so stehen bleibt, nur auf diesem Rechner; Zahlen, Adressen und was wie ein Passwort aussieht nie.</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Parts of a probability: {names}</source>
        <translation>Teile einer Wahrscheinlichkeit: {names}</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Deutlich</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Faint</source>
        <translation>Blass</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>How clearly they stand out on the page before they are taken.</source>
        <translation>Wie deutlich sie auf der Seite stehen, bevor sie übernommen werden.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Of everything in the window, in percent of the system's.</source>
        <translation>Von allem im Fenster, in Prozent der Größe des Systems.</translation>
    </message>
    <message>
        <source>Predicted words</source>
        <translation>Vorhergesagte Wörter</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>The system's</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Used from the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>MemoryTab</name>
    <message>
        <source>A letter is marked, other letters follow, and then it is to be named: k steps later, k from 1 to 100. Methods that see a window of the last ten letters race against five recurrent networks. It takes about half a minute.</source>
        <translation>Ein Buchstabe wird markiert, andere folgen, und dann soll er genannt werden: k Schritte später, k von 1 bis 100. Verfahren, die ein Fenster der letzten zehn Buchstaben sehen, treten gegen fünf rekurrente Netze an. Das dauert etwa eine halbe Minute.</translation>
    </message>
    <message>
        <source>How far back can it remember?</source>
        <translation>Wie weit zurück reicht das Gedächtnis?</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Gedächtnis</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Steps that the methods with a window see</source>
        <translation>Schritte, die die Verfahren mit Fenster sehen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>The same seed gives the same figure</source>
        <translation>Dieselbe Startzahl ergibt dieselbe Abbildung</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Width of the state of the recurrent networks</source>
        <translation>Breite des Zustands der rekurrenten Netze</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>add the two marked numbers</source>
        <translation>die zwei markierten Zahlen addieren</translation>
    </message>
    <message>
        <source>chance, {share}</source>
        <translation>Zufall, {share}</translation>
    </message>
    <message>
        <source>name the marked letter</source>
        <translation>den markierten Buchstaben nennen</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>richtige Antworten</translation>
    </message>
    <message>
        <source>steps back</source>
        <translation>Schritte zurück</translation>
    </message>
    <message numerus="yes">
        <source>the window's edge, %n step(s)</source>
        <translation><numerusform>Rand des Fensters, %n Schritt</numerusform><numerusform>Rand des Fensters, %n Schritte</numerusform></translation>
    </message>
</context>
<context>
    <name>ModelChanges</name>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>The notes were not kept.</source>
        <translation>Die Notizen wurden nicht behalten.</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name} ist zurück.</translation>
    </message>
    <message>
        <source>{name} is in the bin.</source>
        <translation>{name} ist im Papierkorb.</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>Goes on from</source>
        <translation>Setzt fort</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Trained for</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>n-gram</source>
        <translation>N-Gramm</translation>
    </message>
    <message>
        <source>{share}, alone perplexity {perplexity}</source>
        <translation>{share}, allein Perplexität {perplexity}</translation>
    </message>
    <message>
        <source>{words}, covering {share} of the held-out text</source>
        <translation>{words}, decken {share} des zurückgehaltenen Textes ab</translation>
    </message>
</context>
<context>
    <name>ModelDetailsPane</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Steckbrief</translation>
    </message>
    <message>
        <source>Card of the model</source>
        <translation>Steckbrief des Modells</translation>
    </message>
    <message>
        <source>Fine-tune…</source>
        <translation>Weitertrainieren…</translation>
    </message>
    <message>
        <source>Goes on from this model on other texts, as a new model; this one stays.</source>
        <translation>Trainiert dieses Modell an anderen Texten weiter, als neues Modell; dieses bleibt.</translation>
    </message>
    <message>
        <source>Kept with the model on this computer; not exported with it.</source>
        <translation>Bleibt beim Modell auf diesem Rechner; wird nicht mit ihm exportiert.</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>Gelernt aus</translation>
    </message>
    <message>
        <source>Licence and limits</source>
        <translation>Lizenz und Grenzen</translation>
    </message>
    <message>
        <source>Make active</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>Mehr zu {name}</translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation>Mehr ▾</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Of the words offered before a letter is typed, how many were meant: on the dashed line, 70 % means 70 of 100. Off by {error} on average, over {places} places of held-out text; chance alone would be {chance}.</source>
        <translation>Wie viele der Wörter, die vor dem ersten Buchstaben angeboten werden, gemeint waren: auf der gestrichelten Linie heißen 70 % wirklich 70 von 100. Im Mittel {error} daneben, an {places} Stellen des zurückgehaltenen Textes; allein durch Zufall wären es {chance}.</translation>
    </message>
    <message>
        <source>Only a model with a network can be trained on.</source>
        <translation>Nur ein Modell mit einem Netz lässt sich weitertrainieren.</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Resume on the Train page</source>
        <translation>Auf der Seite Training fortsetzen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Teach it your texts…</source>
        <translation>Eigene Texte beibringen…</translation>
    </message>
    <message>
        <source>What it is for, what you tried …</source>
        <translation>Wofür es ist, was versucht wurde …</translation>
    </message>
</context>
<context>
    <name>ModelJobs</name>
    <message>
        <source>And {count} more; see the details.</source>
        <translation>Und {count} weitere; siehe Details.</translation>
    </message>
    <message>
        <source>Copying {name}</source>
        <translation>{name} wird kopiert</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>{name} wird exportiert</translation>
    </message>
    <message>
        <source>Importing {count} models</source>
        <translation>{count} Modelle werden importiert</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>{file} wird importiert</translation>
    </message>
    <message>
        <source>{count} of {all} files were not imported.</source>
        <translation>{count} von {all} Dateien wurden nicht importiert.</translation>
    </message>
    <message>
        <source>{name} was not copied.</source>
        <translation>{name} wurde nicht kopiert.</translation>
    </message>
    <message>
        <source>{name} was not exported.</source>
        <translation>{name} wurde nicht exportiert.</translation>
    </message>
    <message>
        <source>{name} was not imported.</source>
        <translation>{name} wurde nicht importiert.</translation>
    </message>
</context>
<context>
    <name>ModelListView</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>Duplicate…</source>
        <translation>Duplizieren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Model to look into</source>
        <translation>Modell, in das gesehen wird</translation>
    </message>
    <message>
        <source>Move to bin…</source>
        <translation>In den Papierkorb…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
</context>
<context>
    <name>ModelQuestions</name>
    <message>
        <source>A network can recite what it was trained on, and the file holds the words of those texts, rare ones too. Think of whose texts they were. Your notes, what you typed and the training stay here.</source>
        <translation>Ein Netz kann wiedergeben, woran es trainiert wurde, und die Datei enthält die Wörter jener Texte, auch seltene. Man bedenke, wessen Texte das waren. Notizen, Getipptes und das Training bleiben hier.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n model(s) in the bin for good?</source>
        <translation><numerusform>%Ln Modell im Papierkorb endgültig löschen?</numerusform><numerusform>%Ln Modelle im Papierkorb endgültig löschen?</numerusform></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>{name} exportieren</translation>
    </message>
    <message>
        <source>Export {name} for others?</source>
        <translation>{name} für andere exportieren?</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message numerus="yes">
        <source>Import %n model(s)?</source>
        <translation><numerusform>%Ln Modell importieren?</numerusform><numerusform>%Ln Modelle importieren?</numerusform></translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>Modelle importieren</translation>
    </message>
    <message>
        <source>Import the model in {file}?</source>
        <translation>Das Modell in {file} importieren?</translation>
    </message>
    <message>
        <source>It is checked first, and nothing in it is run.</source>
        <translation>Es wird zuerst geprüft, und nichts darin wird ausgeführt.</translation>
    </message>
    <message>
        <source>It is the active one: predictions stop until another is made active.</source>
        <translation>Es ist das aktive: ohne ein anderes aktives gibt es keine Vorhersagen.</translation>
    </message>
    <message>
        <source>It is the active one: the model that comes with wordrnn takes its place.</source>
        <translation>Es ist das aktive: an seine Stelle tritt das Modell, das wordrnn mitbringt.</translation>
    </message>
    <message>
        <source>Models ({endings})</source>
        <translation>Modelle ({endings})</translation>
    </message>
    <message>
        <source>Move the model {name} to the bin?</source>
        <translation>Das Modell {name} in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>Move to bin</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Name of the copy:</source>
        <translation>Name der Kopie:</translation>
    </message>
    <message>
        <source>New name:</source>
        <translation>Neuer Name:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace {file}?</source>
        <translation>{file} ersetzen?</translation>
    </message>
    <message>
        <source>The texts it learned from stay. It can be restored from the bin.</source>
        <translation>Die Texte, aus denen es gelernt hat, bleiben. Es lässt sich aus dem Papierkorb wiederherstellen.</translation>
    </message>
    <message>
        <source>There is a file of that name already.</source>
        <translation>Es gibt schon eine Datei dieses Namens.</translation>
    </message>
    <message>
        <source>{size} become free. They cannot be restored.</source>
        <translation>{size} werden frei. Sie lassen sich nicht wiederherstellen.</translation>
    </message>
</context>
<context>
    <name>ModelSharing</name>
    <message>
        <source>Copied to {name}.</source>
        <translation>Als {name} kopiert.</translation>
    </message>
    <message>
        <source>Exported to {file}.</source>
        <translation>Nach {file} exportiert.</translation>
    </message>
    <message>
        <source>Imported: {names}.</source>
        <translation>Importiert: {names}.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Keystrokes saved with three suggestions in view, on words of the same {tokens} held-out tokens of its own texts, without a memory; punctuation is free.</source>
        <translation>Gesparte Anschläge mit drei Vorschlägen in Sicht, an Wörtern derselben {tokens} zurückgehaltenen Token der eigenen Texte, ohne Gedächtnis; Satzzeichen zählen nicht.</translation>
    </message>
    <message>
        <source>Not measured. The Evaluate page measures it on a text of your choice.</source>
        <translation>Nicht gemessen. Die Seite Bewerten misst es an einem Text nach Wahl.</translation>
    </message>
    <message>
        <source>Perplexity by pieces of words, on {over} held-out tokens of its own texts: not to be compared with figures by words.</source>
        <translation>Perplexität nach Wortteilen, an {over} zurückgehaltenen Token der eigenen Texte: nicht mit Zahlen nach Wörtern zu vergleichen.</translation>
    </message>
    <message>
        <source>Perplexity: among how many words it hesitates on average; the fewer, the better. Measured on {over} held-out tokens of its own texts, by words and punctuation marks. They also chose its best state, so other texts are harder.</source>
        <translation>Perplexität: zwischen wie vielen Wörtern es im Mittel schwankt; je weniger, desto besser. Gemessen an {over} zurückgehaltenen Token der eigenen Texte, nach Wörtern und Satzzeichen. An ihnen wurde auch der beste Stand ausgewählt; andere Texte sind also schwerer.</translation>
    </message>
    <message>
        <source>The n-gram alone predicts better than the network: perplexity {ngram} and {network}.</source>
        <translation>Das N-Gramm allein sagt besser voraus als das Netz: Perplexität {ngram} und {network}.</translation>
    </message>
    <message>
        <source>Top-3: how often the right word is one of the three most probable. Counted over {tokens} held-out tokens of its own texts, without a memory.</source>
        <translation>Top-3: wie oft das richtige Wort unter den drei wahrscheinlichsten ist. Gezählt an {tokens} zurückgehaltenen Token der eigenen Texte, ohne Gedächtnis.</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>built-in texts</source>
        <translation>mitgelieferte Texte</translation>
    </message>
    <message>
        <source>damaged: {reason}</source>
        <translation>beschädigt: {reason}</translation>
    </message>
    <message>
        <source>from {texts}</source>
        <translation>aus {texts}</translation>
    </message>
    <message>
        <source>keys saved</source>
        <translation>Anschläge gespart</translation>
    </message>
    <message>
        <source>n-gram only, no network yet</source>
        <translation>nur N-Gramm, noch kein Netz</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>perplexity per piece</source>
        <translation>Perplexität je Wortteil</translation>
    </message>
    <message>
        <source>the</source>
        <translation>und</translation>
    </message>
    <message>
        <source>top-3</source>
        <translation>Top-3</translation>
    </message>
    <message>
        <source>training unfinished</source>
        <translation>Training unfertig</translation>
    </message>
    <message>
        <source>unfinished: its training can be resumed on the Train page</source>
        <translation>unfertig: das Training lässt sich auf der Seite Training fortsetzen</translation>
    </message>
    <message>
        <source>{count} pieces of words</source>
        <translation>{count} Wortteile</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} Wörter</translation>
    </message>
    <message>
        <source>{network}, {count} layers</source>
        <translation>{network}, {count} Schichten</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation><numerusform>%Ln Modell</numerusform><numerusform>%Ln Modelle</numerusform></translation>
    </message>
    <message>
        <source>A model learns from texts that you choose. The built-in texts are enough for a first one. A .wordrnn file that somebody gave you can be dropped here.</source>
        <translation>Ein Modell lernt aus ausgewählten Texten. Für ein erstes genügen die mitgelieferten. Eine .wordrnn-Datei, die jemand weitergegeben hat, kann hier abgelegt werden.</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Bin ▾</source>
        <translation>Papierkorb ▾</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Let go to import.</source>
        <translation>Loslassen zum Importieren.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No models yet</source>
        <translation>Noch keine Modelle</translation>
    </message>
    <message>
        <source>Takes models from .wordrnn files, and n-gram models from .arpa files; they can be dropped here, too.</source>
        <translation>Übernimmt Modelle aus .wordrnn-Dateien und N-Gramm-Modelle aus .arpa-Dateien; man kann sie auch hier ablegen.</translation>
    </message>
    <message>
        <source>The library of models could not be read.</source>
        <translation>Die Bibliothek der Modelle konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <source>active: {name}</source>
        <translation>aktiv: {name}</translation>
    </message>
    <message>
        <source>tidying up an import or export; the window closes by itself</source>
        <translation>ein Import oder Export wird aufgeräumt; das Fenster schließt sich von selbst</translation>
    </message>
</context>
<context>
    <name>MoveProgress</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel copying</source>
        <translation>Kopieren abbrechen</translation>
    </message>
    <message>
        <source>Keep the present folder</source>
        <translation>Den jetzigen Ordner behalten</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>Hilfe (F1)</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Stopped; nothing was kept.</source>
        <translation>Angehalten; nichts wurde behalten.</translation>
    </message>
    <message>
        <source>The trainer did not end in time and was ended; its last snapshot is kept.</source>
        <translation>Das Training endete nicht rechtzeitig und wurde beendet; sein letzter Zwischenstand ist behalten.</translation>
    </message>
    <message>
        <source>The trainer did not start: {reason}.</source>
        <translation>Das Training startete nicht: {reason}.</translation>
    </message>
    <message>
        <source>The trainer ended without a word (exit code {code}).</source>
        <translation>Das Training endete ohne ein Wort (Rückgabewert {code}).</translation>
    </message>
    <message>
        <source>The trainer was cut off ({code}); what it saved last can be resumed.</source>
        <translation>Das Training wurde abgebrochen ({code}); was zuletzt gespeichert wurde, lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>The trainer was cut off; what it saved last can be resumed.</source>
        <translation>Das Training wurde abgebrochen; was zuletzt gespeichert wurde, lässt sich fortsetzen.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Corpora</source>
        <translation>Korpora</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Labor</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>memory</source>
        <translation>Gedächtnis</translation>
    </message>
    <message>
        <source>mixture</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>mixture + memory</source>
        <translation>Mischung + Gedächtnis</translation>
    </message>
    <message>
        <source>n-gram</source>
        <translation>N-Gramm</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
</context>
<context>
    <name>PlotLegend</name>
    <message>
        <source>Lines: {names}</source>
        <translation>Linien: {names}</translation>
    </message>
</context>
<context>
    <name>PredictionsSection</name>
    <message>
        <source>As I type</source>
        <translation>Beim Tippen</translation>
    </message>
    <message>
        <source>How long the keys must rest. With 0 every letter brings new words.</source>
        <translation>Wie lange die Tasten ruhen müssen. Mit 0 bringt jeder Buchstabe neue Wörter.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>On request</source>
        <translation>Auf Verlangen</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Size of the text that is written</source>
        <translation>Größe des geschriebenen Textes</translation>
    </message>
    <message>
        <source>Slurs and vulgar words. They are completed where you type them, whatever is chosen here.</source>
        <translation>Schimpfwörter und vulgäre Wörter. Wo sie getippt werden, werden sie immer ergänzt, wie auch immer hier gewählt ist.</translation>
    </message>
    <message>
        <source>Suggest strong language</source>
        <translation>Derbe Wörter vorschlagen</translation>
    </message>
    <message>
        <source>Tell screen readers of predictions</source>
        <translation>Vorhersagen an Screenreader melden</translation>
    </message>
    <message>
        <source>Wait before predicting</source>
        <translation>Warten vor einer Vorhersage</translation>
    </message>
    <message>
        <source>Words after the caret, at most</source>
        <translation>Wörter hinter der Schreibmarke, höchstens</translation>
    </message>
    <message>
        <source>Words in the list beside the text</source>
        <translation>Wörter in der Liste neben dem Text</translation>
    </message>
</context>
<context>
    <name>PromptsCard</name>
    <message>
        <source>Prompt {number}</source>
        <translation>Textanfang {number}</translation>
    </message>
    <message>
        <source>What comes next? Changed prompts are answered after the next epoch.</source>
        <translation>Wie geht es weiter? Geänderte Anfänge werden nach der nächsten Epoche beantwortet.</translation>
    </message>
    <message>
        <source>Your prompts, epoch by epoch</source>
        <translation>Deine Textanfänge, Epoche für Epoche</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>Epoche {epoch}</translation>
    </message>
    <message>
        <source>n-gram</source>
        <translation>N-Gramm</translation>
    </message>
    <message>
        <source>some words</source>
        <translation>ein paar Wörter</translation>
    </message>
</context>
<context>
    <name>Race</name>
    <message>
        <source>A pass</source>
        <translation>Durchgang</translation>
    </message>
    <message>
        <source>A word</source>
        <translation>Ein Wort</translation>
    </message>
    <message>
        <source>Figures of each contender</source>
        <translation>Zahlen jedes Teilnehmers</translation>
    </message>
    <message>
        <source>Frequent</source>
        <translation>Häufige</translation>
    </message>
    <message>
        <source>How often it is among the likeliest five</source>
        <translation>Wie oft es unter den fünf wahrscheinlichsten ist</translation>
    </message>
    <message>
        <source>How often it is among the likeliest three</source>
        <translation>Wie oft es unter den drei wahrscheinlichsten ist</translation>
    </message>
    <message>
        <source>How often it names the next word, where that is one of the most frequent</source>
        <translation>Wie oft es das nächste Wort nennt, wo dieses eines der häufigsten ist</translation>
    </message>
    <message>
        <source>How often the next word is the likeliest</source>
        <translation>Wie oft das nächste Wort das wahrscheinlichste ist</translation>
    </message>
    <message>
        <source>Keystrokes saved with three suggestions in view</source>
        <translation>Gesparte Anschläge bei drei sichtbaren Vorschlägen</translation>
    </message>
    <message>
        <source>Milliseconds for a prediction</source>
        <translation>Millisekunden für eine Vorhersage</translation>
    </message>
    <message>
        <source>Numbers that are learned, or counted</source>
        <translation>Zahlen, die gelernt oder gezählt werden</translation>
    </message>
    <message>
        <source>On the test text; lower is better</source>
        <translation>Auf dem Testtext; niedriger ist besser</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespart</translation>
    </message>
    <message>
        <source>Seconds for reading the text once while it learns</source>
        <translation>Sekunden, um den Text beim Lernen einmal zu lesen</translation>
    </message>
    <message>
        <source>What each column is</source>
        <translation>Was die Spalten sind</translation>
    </message>
</context>
<context>
    <name>RaceTab</name>
    <message>
        <source>As many units as the LSTM, or as many as bring them nearest to its size</source>
        <translation>So viele Einheiten wie das LSTM, oder so viele, dass sie seiner Größe am nächsten kommen</translation>
    </message>
    <message>
        <source>Five recurrent networks, a network with a window, Kneser–Ney and three classifiers learn the same text and are measured on another part of it. With the built-in texts it takes about a minute and a half; a longer text and more minutes for each tell more.</source>
        <translation>Fünf rekurrente Netze, ein Netz mit Fenster, Kneser–Ney und drei Klassifikatoren lernen denselben Text und werden an einem anderen Teil davon gemessen. Mit den eingebauten Texten dauert das etwa anderthalb Minuten; ein längerer Text und mehr Minuten für jeden sagen mehr.</translation>
    </message>
    <message>
        <source>How far each comes in its time is up to the clock</source>
        <translation>Wie weit jeder in seiner Zeit kommt, bestimmt die Uhr</translation>
    </message>
    <message>
        <source>Minutes for each network</source>
        <translation>Minuten für jedes Netz</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Of the LSTM</source>
        <translation>Des LSTM</translation>
    </message>
    <message>
        <source>On a text that nobody has seen</source>
        <translation>Auf einem Text, den niemand gesehen hat</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>Who predicts best, and at what cost?</source>
        <translation>Wer sagt am besten voraus, und zu welchem Preis?</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With what it takes to start and to end</source>
        <translation>Mit dem, was Anfang und Ende brauchen</translation>
    </message>
    <message>
        <source>Words that all know, at the most</source>
        <translation>Wörter, die alle kennen, höchstens</translation>
    </message>
    <message>
        <source>Words that the methods with a window see</source>
        <translation>Wörter, die die Verfahren mit Fenster sehen</translation>
    </message>
    <message>
        <source>by context</source>
        <translation>nach Kontext</translation>
    </message>
    <message>
        <source>equal parameters</source>
        <translation>gleich viele Parameter</translation>
    </message>
    <message>
        <source>equally wide</source>
        <translation>gleich breit</translation>
    </message>
    <message>
        <source>perplexity, test text</source>
        <translation>Perplexität, Testtext</translation>
    </message>
    <message>
        <source>perplexity, validation text</source>
        <translation>Perplexität, Validierungstext</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>Sekunden Training</translation>
    </message>
    <message numerus="yes">
        <source>the window's edge, %n word(s)</source>
        <translation><numerusform>Rand des Fensters, %n Wort</numerusform><numerusform>Rand des Fensters, %n Wörter</numerusform></translation>
    </message>
    <message>
        <source>while they learn</source>
        <translation>beim Lernen</translation>
    </message>
    <message>
        <source>words of context that are read</source>
        <translation>gelesene Wörter Kontext</translation>
    </message>
    <message>
        <source>{learned} words to learn from, {measured} to be measured on</source>
        <translation>{learned} Wörter zum Lernen, {measured} zum Messen</translation>
    </message>
</context>
<context>
    <name>RecoveryStrip</name>
    <message numerus="yes">
        <source>%n more after it</source>
        <translation><numerusform>%Ln weiterer danach</numerusform><numerusform>%Ln weitere danach</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln Wort</numerusform><numerusform>%Ln Wörter</numerusform></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the text that was not saved?</source>
        <translation>Den nicht gespeicherten Text löschen?</translation>
    </message>
    <message>
        <source>It is nowhere else.</source>
        <translation>Es gibt ihn sonst nirgends.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Not saved when the app ended: {name} ({facts}).</source>
        <translation>Beim Ende der App nicht gespeichert: {name} ({facts}).</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>a text without a name</source>
        <translation>ein Text ohne Namen</translation>
    </message>
</context>
<context>
    <name>RedactionCard</name>
    <message>
        <source>Before training</source>
        <translation>Vor dem Training</translation>
    </message>
    <message>
        <source>E-mail addresses, phone and card numbers are taken out of every text before it is trained on.</source>
        <translation>E-Mail-Adressen, Telefon- und Kartennummern werden aus jedem Text genommen, bevor daran trainiert wird.</translation>
    </message>
    <message>
        <source>Kept in this text: {parts}.</source>
        <translation>In diesem Text behalten: {parts}.</translation>
    </message>
    <message>
        <source>Of this text: {parts}.</source>
        <translation>In diesem Text: {parts}.</translation>
    </message>
    <message>
        <source>Redact</source>
        <translation>Schwärzen</translation>
    </message>
    <message>
        <source>Show some of it</source>
        <translation>Einiges davon zeigen</translation>
    </message>
    <message>
        <source>There are none in this text.</source>
        <translation>In diesem Text gibt es keine.</translation>
    </message>
    <message numerus="yes">
        <source>{n} card number(s)</source>
        <translation><numerusform>{n} Kartennummer</numerusform><numerusform>{n} Kartennummern</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} e-mail address(es)</source>
        <translation><numerusform>{n} E-Mail-Adresse</numerusform><numerusform>{n} E-Mail-Adressen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{n} phone or other long number(s)</source>
        <translation><numerusform>{n} Telefon- oder andere lange Nummer</numerusform><numerusform>{n} Telefon- oder andere lange Nummern</numerusform></translation>
    </message>
</context>
<context>
    <name>ReliabilityFigure</name>
    <message>
        <source>Reliability of the suggestions</source>
        <translation>Verlässlichkeit der Vorschläge</translation>
    </message>
    <message>
        <source>confidence → how often meant ↑</source>
        <translation>Zuversicht → wie oft gemeint ↑</translation>
    </message>
    <message>
        <source>said {said}, meant {meant}</source>
        <translation>gesagt {said}, gemeint {meant}</translation>
    </message>
</context>
<context>
    <name>Restraint</name>
    <message>
        <source>Hardly ever shown.</source>
        <translation>Fast nie zu sehen.</translation>
    </message>
    <message>
        <source>Measured on text that the model was not trained on, at {places} places before words and within their first letters. In other texts it may be less.</source>
        <translation>Gemessen an Text, an dem das Modell nicht trainiert wurde, an {places} Stellen vor Wörtern und in ihren ersten Buchstaben. In anderen Texten kann es weniger sein.</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Shown about {shown} of the time, and right {right} of those times.</source>
        <translation>In etwa {shown} der Fälle zu sehen, und davon in {right} richtig.</translation>
    </message>
</context>
<context>
    <name>RestraintCard</name>
    <message>
        <source>How many words are shown inline at the most</source>
        <translation>Wie viele Wörter höchstens im Text erscheinen</translation>
    </message>
    <message>
        <source>How sure a word must be to be shown inline, in percent</source>
        <translation>Wie sicher ein Wort sein muss, um im Text zu erscheinen, in Prozent</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Show inline from</source>
        <translation>Im Text zeigen ab</translation>
    </message>
    <message>
        <source>When words are predicted</source>
        <translation>Wann Wörter vorhergesagt werden</translation>
    </message>
    <message>
        <source>Words at most</source>
        <translation>Wörter höchstens</translation>
    </message>
    <message>
        <source>as you type</source>
        <translation>beim Tippen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>auf Verlangen</translation>
    </message>
    <message>
        <source>{share} sure</source>
        <translation>{share} sicher</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation><numerusform>%Ln Schicht</numerusform><numerusform>%Ln Schichten</numerusform></translation>
    </message>
    <message>
        <source>Both together reach {figure}.</source>
        <translation>Beide zusammen erreichen {figure}.</translation>
    </message>
    <message>
        <source>Finished.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>Finished: the n-gram model is ready to use.</source>
        <translation>Fertig: das N-Gramm-Modell ist bereit.</translation>
    </message>
    <message>
        <source>It knows its text almost by heart and will repeat it rather than predict: more text, a narrower network or less time would help.</source>
        <translation>Es kann seinen Text fast auswendig und wird ihn eher wiederholen als vorhersagen: mehr Text, ein schmaleres Netz oder weniger Zeit würde helfen.</translation>
    </message>
    <message>
        <source>It only learns its text by heart from here on: the run ends early, and the best state is kept.</source>
        <translation>Von hier an lernt es seinen Text nur noch auswendig: der Lauf endet früher, der beste Stand wird behalten.</translation>
    </message>
    <message>
        <source>Risk of learning the text by heart: high; more text would help</source>
        <translation>Gefahr, den Text auswendig zu lernen: hoch; mehr Text würde helfen</translation>
    </message>
    <message>
        <source>Risk of learning the text by heart: low</source>
        <translation>Gefahr, den Text auswendig zu lernen: gering</translation>
    </message>
    <message>
        <source>Risk of learning the text by heart: some; more text would help</source>
        <translation>Gefahr, den Text auswendig zu lernen: mäßig; mehr Text würde helfen</translation>
    </message>
    <message>
        <source>Stopped before there was a model to keep.</source>
        <translation>Angehalten, bevor es ein Modell zu behalten gab.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Stopped: the n-gram model is ready to use.</source>
        <translation>Angehalten: das N-Gramm-Modell ist bereit.</translation>
    </message>
    <message>
        <source>Stopping: what was learned is being saved, for {time} now.</source>
        <translation>Wird angehalten: das Gelernte wird gespeichert, seit {time}.</translation>
    </message>
    <message>
        <source>The n-gram still predicts better ({ngram}) than the network ({network}); lower is better.</source>
        <translation>Das N-Gramm sagt noch besser voraus ({ngram}) als das Netz ({network}); kleiner ist besser.</translation>
    </message>
    <message>
        <source>The network predicts better ({network}) than the n-gram ({ngram}).</source>
        <translation>Das Netz sagt besser voraus ({network}) als das N-Gramm ({ngram}).</translation>
    </message>
    <message>
        <source>The network reaches a perplexity of {network}.</source>
        <translation>Das Netz erreicht eine Perplexität von {network}.</translation>
    </message>
    <message>
        <source>The training blew up; it goes on from the last good state with half the learning rate.</source>
        <translation>Das Training ist entgleist; es geht vom letzten guten Stand mit halber Lernrate weiter.</translation>
    </message>
    <message>
        <source>The training failed.</source>
        <translation>Das Training ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The vocabulary knows only {coverage} of the words of the held-out text: more text, a larger vocabulary or pieces of words would help.</source>
        <translation>Der Wortschatz kennt nur {coverage} der Wörter des zurückgehaltenen Textes: mehr Text, ein größerer Wortschatz oder Wortteile würden helfen.</translation>
    </message>
    <message>
        <source>about {time}, {memory} GB, measured here</source>
        <translation>etwa {time}, {memory} GB, hier gemessen</translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation>nach {time}</translation>
    </message>
    <message>
        <source>both {figure}</source>
        <translation>beide {figure}</translation>
    </message>
    <message>
        <source>checking its probabilities</source>
        <translation>prüft seine Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>counting word sequences</source>
        <translation>zählt Wortfolgen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>epoch {done} of {whole}</source>
        <translation>Epoche {done} von {whole}</translation>
    </message>
    <message>
        <source>measuring this machine</source>
        <translation>misst diesen Rechner</translation>
    </message>
    <message>
        <source>n-gram {figure}</source>
        <translation>N-Gramm {figure}</translation>
    </message>
    <message>
        <source>of {time}</source>
        <translation>von {time}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>reading the texts</source>
        <translation>liest die Texte</translation>
    </message>
    <message>
        <source>saved {time} ago</source>
        <translation>vor {time} gespeichert</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>speichert</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>top-1 {share}</source>
        <translation>Top-1 {share}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>vocabulary {vocabulary}, covers {coverage}</source>
        <translation>Wortschatz {vocabulary}, deckt {coverage} ab</translation>
    </message>
    <message>
        <source>{cell}, {units} units, {layers}</source>
        <translation>{cell}, {units} Einheiten, {layers}</translation>
    </message>
    <message>
        <source>{weights} weights, {epochs} epochs</source>
        <translation>{weights} Gewichte, {epochs} Epochen</translation>
    </message>
    <message>
        <source>{words} words, {held_out} held out</source>
        <translation>{words} Wörter, {held_out} zurückgehalten</translation>
    </message>
</context>
<context>
    <name>RunMenu</name>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Save a snapshot</source>
        <translation>Zwischenstand speichern</translation>
    </message>
    <message>
        <source>Stop and discard the run …</source>
        <translation>Anhalten und den Lauf verwerfen …</translation>
    </message>
    <message>
        <source>Stop now, without a last look</source>
        <translation>Sofort anhalten, ohne letzte Messung</translation>
    </message>
    <message numerus="yes">
        <source>Train %n minute(s) longer</source>
        <translation><numerusform>%Ln Minute länger trainieren</numerusform><numerusform>%Ln Minuten länger trainieren</numerusform></translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Thin grey: training. Thick: held-out. Dashed: the n-gram model, to beat.</source>
        <translation>Dünn und grau: Training. Dick: zurückgehaltener Text. Gestrichelt: das N-Gramm-Modell, das zu schlagen ist.</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Top-3</source>
        <translation>Top-3</translation>
    </message>
    <message>
        <source>Validation perplexity</source>
        <translation>Prüfperplexität</translation>
    </message>
    <message>
        <source>Words a second</source>
        <translation>Wörter je Sekunde</translation>
    </message>
    <message>
        <source>held-out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>roh</translation>
    </message>
    <message>
        <source>to beat</source>
        <translation>zu schlagen</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
</context>
<context>
    <name>RunPlot</name>
    <message>
        <source>Best held-out perplexity {figure} at epoch {epoch}</source>
        <translation>Beste zurückgehaltene Perplexität {figure} bei Epoche {epoch}</translation>
    </message>
    <message>
        <source>No epoch has ended yet.</source>
        <translation>Noch ist keine Epoche zu Ende.</translation>
    </message>
    <message>
        <source>Perplexity by epoch</source>
        <translation>Perplexität nach Epoche</translation>
    </message>
    <message>
        <source>best {figure} · epoch {epoch}</source>
        <translation>beste {figure} · Epoche {epoch}</translation>
    </message>
    <message>
        <source>epoch 0</source>
        <translation>Epoche 0</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>Epoche {epoch}</translation>
    </message>
    <message>
        <source>held-out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>n-gram</source>
        <translation>N-Gramm</translation>
    </message>
    <message>
        <source>n-gram {figure}</source>
        <translation>N-Gramm {figure}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message>
        <source>A training run was cut off</source>
        <translation>Ein Training wurde abgebrochen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume the training of {name}</source>
        <translation>Das Training von {name} fortsetzen</translation>
    </message>
    <message>
        <source>The training of {name} was cut off {ago} ago, at epoch {epoch}.</source>
        <translation>Das Training von {name} brach vor {ago} bei Epoche {epoch} ab.</translation>
    </message>
    <message>
        <source>The training of {name} was cut off {ago} ago, before its first epoch.</source>
        <translation>Das Training von {name} brach vor {ago} ab, noch vor der ersten Epoche.</translation>
    </message>
</context>
<context>
    <name>RunsCard</name>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Frühere Läufe</translation>
    </message>
    <message>
        <source>Earlier runs; the space bar draws a curve</source>
        <translation>Frühere Läufe; die Leertaste zeichnet eine Kurve</translation>
    </message>
    <message>
        <source>Facts about a run</source>
        <translation>Angaben zu einem Lauf</translation>
    </message>
    <message>
        <source>Perplexities compare where the text and the vocabulary are the same.</source>
        <translation>Perplexitäten sind vergleichbar, wo Text und Wortschatz dieselben sind.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>Draw the curve of {run}</source>
        <translation>Die Kurve von {run} zeichnen</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Top-3</source>
        <translation>Top-3</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>{count} pieces</source>
        <translation>{count} Wortteile</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
</context>
<context>
    <name>ShapesTab</name>
    <message>
        <source>Next window</source>
        <translation>Nächstes Fenster</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The first {count} of its features. It is number {token} of the vocabulary; what is to be predicted after it is “{target}”.</source>
        <translation>Die ersten {count} seiner Merkmale. Es ist Nummer {token} des Vokabulars; danach vorherzusagen ist „{target}“.</translation>
    </message>
    <message>
        <source>There is no model yet. Train one on the Train page.</source>
        <translation>Es gibt noch kein Modell. Auf der Seite Training lässt sich eines trainieren.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Words of each</source>
        <translation>Wörter je Strom</translation>
    </message>
    <message>
        <source>the first {tokens} words and marks</source>
        <translation>die ersten {tokens} Wörter und Zeichen</translation>
    </message>
    <message>
        <source>window {number} of {windows}</source>
        <translation>Fenster {number} von {windows}</translation>
    </message>
    <message>
        <source>{tokens} words and marks</source>
        <translation>{tokens} Wörter und Zeichen</translation>
    </message>
    <message>
        <source>“{word}” as numbers</source>
        <translation>„{word}“ als Zahlen</translation>
    </message>
</context>
<context>
    <name>SkippedFiles</name>
    <message>
        <source>Passed over</source>
        <translation>Übergangen</translation>
    </message>
    <message>
        <source>The rest was added. These files were not:</source>
        <translation>Der Rest wurde hinzugefügt. Diese Dateien nicht:</translation>
    </message>
    <message numerus="yes">
        <source>… and {n} more.</source>
        <translation><numerusform>… und {n} weitere.</numerusform><numerusform>… und {n} weitere.</numerusform></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>click into the text for predictions</source>
        <translation>für Vorhersagen in den Text klicken</translation>
    </message>
    <message>
        <source>dismissed until the next edit</source>
        <translation>bis zur nächsten Änderung ausgeblendet</translation>
    </message>
    <message>
        <source>not offered again: it was just undone</source>
        <translation>nicht noch einmal angeboten: gerade rückgängig gemacht</translation>
    </message>
    <message>
        <source>not shown inline: {share} sure, below {least}</source>
        <translation>nicht im Text: {share} sicher, unter {least}</translation>
    </message>
    <message>
        <source>nothing is predicted inside a word</source>
        <translation>mitten im Wort wird nichts vorhergesagt</translation>
    </message>
    <message>
        <source>nothing is predicted while text is selected</source>
        <translation>solange Text markiert ist, wird nichts vorhergesagt</translation>
    </message>
    <message>
        <source>opening the text…</source>
        <translation>der Text wird geöffnet…</translation>
    </message>
    <message>
        <source>predictions are off</source>
        <translation>Vorhersagen sind aus</translation>
    </message>
    <message>
        <source>predictions come on request, but no key asks for them</source>
        <translation>Vorhersagen kommen auf Verlangen, aber keine Taste verlangt sie</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>shown in the list only: the caret is not at the end of a line</source>
        <translation>nur in der Liste: die Schreibmarke ist nicht am Ende einer Zeile</translation>
    </message>
    <message>
        <source>shown: {share} sure</source>
        <translation>gezeigt: {share} sicher</translation>
    </message>
    <message>
        <source>the model knows no word that begins like this</source>
        <translation>das Modell kennt kein Wort, das so beginnt</translation>
    </message>
    <message>
        <source>waiting for the letters being composed</source>
        <translation>wartet auf die Zeichen, die gerade zusammengesetzt werden</translation>
    </message>
    <message>
        <source>{key} asks for a prediction</source>
        <translation>{key} verlangt eine Vorhersage</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggested words</source>
        <translation>Vorgeschlagene Wörter</translation>
    </message>
</context>
<context>
    <name>SuggestionMenu</name>
    <message>
        <source>Forget or block “{word}”…</source>
        <translation>„{word}“ vergessen oder sperren…</translation>
    </message>
</context>
<context>
    <name>SuggestionPanel</name>
    <message>
        <source>Next word</source>
        <translation>Nächstes Wort</translation>
    </message>
    <message>
        <source>Why this word</source>
        <translation>Warum dieses Wort</translation>
    </message>
    <message>
        <source>{key} all</source>
        <translation>{key} alles</translation>
    </message>
    <message>
        <source>{key} dismiss</source>
        <translation>{key} ausblenden</translation>
    </message>
    <message>
        <source>{key} next</source>
        <translation>{key} nächstes</translation>
    </message>
    <message>
        <source>{key} word</source>
        <translation>{key} Wort</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>A word counts as offered when it is among so many. Another number measures anew.</source>
        <translation>Ein Wort gilt als angeboten, wenn es unter so vielen ist. Eine andere Zahl misst neu.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the table, for a document or a spreadsheet</source>
        <translation>Die Tabelle kopieren, für ein Dokument oder eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Save the figures as CSV or JSON</source>
        <translation>Die Zahlen als CSV oder JSON speichern</translation>
    </message>
    <message>
        <source>Suggestions in view</source>
        <translation>Vorschläge in Sicht</translation>
    </message>
    <message>
        <source>Who knew best</source>
        <translation>Wer es am besten wusste</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>Take away the tag {tag}</source>
        <translation>Das Schlagwort {tag} entfernen</translation>
    </message>
</context>
<context>
    <name>TrainChoices</name>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Choose at least one text to learn from.</source>
        <translation>Mindestens einen Text wählen, aus dem gelernt wird.</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Give the model a name.</source>
        <translation>Dem Modell einen Namen geben.</translation>
    </message>
    <message>
        <source>Goes on with a run that was stopped or interrupted</source>
        <translation>Setzt einen angehaltenen oder unterbrochenen Lauf fort</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Learn from {corpus}</source>
        <translation>Aus {corpus} lernen</translation>
    </message>
    <message>
        <source>Measuring what this machine can do …</source>
        <translation>Es wird gemessen, was dieser Rechner schafft …</translation>
    </message>
    <message>
        <source>Minutes to train</source>
        <translation>Minuten Training</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>One run at a time: this one can be stopped above.</source>
        <translation>Nur ein Lauf auf einmal: dieser lässt sich oben anhalten.</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume a run</source>
        <translation>Einen Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Resume {name}</source>
        <translation>{name} fortsetzen</translation>
    </message>
    <message>
        <source>Resume ▾</source>
        <translation>Fortsetzen ▾</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>There is already a model named {name}: choose another name.</source>
        <translation>Es gibt schon ein Modell namens {name}: einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>Dieser Lauf</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>More about the run</source>
        <translation>Mehr zum Lauf</translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation>Mehr ▾</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Anhalten, Bestes behalten</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Use this model now</source>
        <translation>Dieses Modell jetzt verwenden</translation>
    </message>
    <message>
        <source>nothing is being trained</source>
        <translation>es wird nichts trainiert</translation>
    </message>
    <message>
        <source>saving the best state; the window closes by itself</source>
        <translation>der beste Stand wird gespeichert; das Fenster schließt sich von selbst</translation>
    </message>
</context>
<context>
    <name>TrainQuestions</name>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard {name}?</source>
        <translation>{name} verwerfen?</translation>
    </message>
    <message>
        <source>It can go on in the background, where the next start finds it, or stop here and keep the best so far.</source>
        <translation>Es kann im Hintergrund weitergehen, wo der nächste Start es findet, oder hier anhalten und das Beste behalten.</translation>
    </message>
    <message>
        <source>Keep training in the background</source>
        <translation>Im Hintergrund weitertrainieren</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Anhalten, Bestes behalten</translation>
    </message>
    <message>
        <source>What was trained so far is deleted, and cannot be brought back.</source>
        <translation>Was bisher trainiert wurde, wird gelöscht und lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>{name} is still being trained.</source>
        <translation>{name} wird noch trainiert.</translation>
    </message>
</context>
<context>
    <name>WayCard</name>
    <message>
        <source>The way through the network</source>
        <translation>Der Weg durch das Netz</translation>
    </message>
    <message>
        <source>array</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>layer {number}: h</source>
        <translation>Schicht {number}: h</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>passed on to the next window</source>
        <translation>weiter zum nächsten Fenster</translation>
    </message>
    <message>
        <source>projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>their vectors</source>
        <translation>ihre Vektoren</translation>
    </message>
    <message>
        <source>words, as numbers</source>
        <translation>Wörter, als Nummern</translation>
    </message>
</context>
<context>
    <name>WeightEditor</name>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Weight in training</source>
        <translation>Gewicht im Training</translation>
    </message>
    <message>
        <source>a part of it is read in training</source>
        <translation>ein Teil davon wird im Training gelesen</translation>
    </message>
    <message>
        <source>counts like any other text</source>
        <translation>zählt wie jeder andere Text</translation>
    </message>
    <message>
        <source>left out of training</source>
        <translation>bleibt beim Training draußen</translation>
    </message>
    <message>
        <source>read {times} times as often as other text</source>
        <translation>wird {times}-mal so oft gelesen wie anderer Text</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>how often this followed the last few words in its texts</source>
        <translation>wie oft dies in seinen Texten auf die letzten Wörter folgte</translation>
    </message>
    <message>
        <source>the recurrent network, from all that comes before</source>
        <translation>das rekurrente Netz, aus allem, was davor steht</translation>
    </message>
    <message>
        <source>what was learned from what you write</source>
        <translation>was aus dem Geschriebenen gelernt wurde</translation>
    </message>
    <message>
        <source>“{word}” is {probability} likely, of which</source>
        <translation>„{word}“ ist zu {probability} wahrscheinlich, davon</translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>No word is suggested here.</source>
        <translation>Hier wird kein Wort vorgeschlagen.</translation>
    </message>
</context>
<context>
    <name>WordCard</name>
    <message>
        <source>It closes what was opened: nothing was drawn.</source>
        <translation>Es schließt, was geöffnet wurde: nichts wurde gezogen.</translation>
    </message>
    <message>
        <source>Point at a word, or go through them with the arrow keys, to see how likely it was; click it, or press Enter, for what might have stood there.</source>
        <translation>Auf ein Wort zeigen oder mit den Pfeiltasten durchgehen, um zu sehen, wie wahrscheinlich es war; anklicken oder Enter zeigt, was dort hätte stehen können.</translation>
    </message>
    <message>
        <source>Take another one, and the text goes on from there.</source>
        <translation>Ein anderes nehmen, und der Text geht von dort weiter.</translation>
    </message>
    <message>
        <source>The model that wrote this is no longer in use: other words cannot be taken.</source>
        <translation>Das Modell, das dies geschrieben hat, ist nicht mehr in Gebrauch: andere Wörter lassen sich nicht nehmen.</translation>
    </message>
    <message>
        <source>This word</source>
        <translation>Dieses Wort</translation>
    </message>
</context>
<context>
    <name>WordPanel</name>
    <message>
        <source>Point at a word, or go through them with the arrow keys.</source>
        <translation>Auf ein Wort zeigen oder mit den Pfeiltasten durchgehen.</translation>
    </message>
    <message>
        <source>not in the vocabulary: the probability is that of all unknown words together</source>
        <translation>nicht im Wortschatz: die Wahrscheinlichkeit ist die aller unbekannten Wörter zusammen</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>angeboten</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>1 in {count}</source>
        <translation>1 von {count}</translation>
    </message>
    <message numerus="yes">
        <source>after %n letter(s)</source>
        <translation><numerusform>nach %Ln Buchstaben</numerusform><numerusform>nach %Ln Buchstaben</numerusform></translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>not in the vocabulary</source>
        <translation>nicht im Wortschatz</translation>
    </message>
    <message>
        <source>offered {when}</source>
        <translation>angeboten {when}</translation>
    </message>
    <message>
        <source>place {rank}</source>
        <translation>Platz {rank}</translation>
    </message>
    <message>
        <source>probability {share}</source>
        <translation>Wahrscheinlichkeit {share}</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespart</translation>
    </message>
    <message>
        <source>surprising (below 0.1 %)</source>
        <translation>überraschend (unter 0,1 %)</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>getippt</translation>
    </message>
    <message>
        <source>unlikely (below 0.5 %)</source>
        <translation>unwahrscheinlich (unter 0,5 %)</translation>
    </message>
    <message>
        <source>very (below 0.01 %)</source>
        <translation>sehr (unter 0,01 %)</translation>
    </message>
    <message>
        <source>very (below 0.05 %)</source>
        <translation>sehr (unter 0,05 %)</translation>
    </message>
</context>
<context>
    <name>WritePage</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation><numerusform>%Ln Wort</numerusform><numerusform>%Ln Wörter</numerusform></translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>In use: {name}</source>
        <translation>In Gebrauch: {name}</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model: {name} ▾</source>
        <translation>Modell: {name} ▾</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Text ▾</source>
        <translation>Text ▾</translation>
    </message>
    <message>
        <source>Text: new, open, save, find, zoom</source>
        <translation>Text: neu, öffnen, speichern, suchen, Größe</translation>
    </message>
    <message>
        <source>The model could not predict.</source>
        <translation>Das Modell konnte nicht vorhersagen.</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>keys saved: {share} in all</source>
        <translation>Anschläge gespart: {share} insgesamt</translation>
    </message>
    <message>
        <source>keys saved: {share} this session, {in_all} in all</source>
        <translation>Anschläge gespart: {share} diesmal, {in_all} insgesamt</translation>
    </message>
    <message>
        <source>no model is in use</source>
        <translation>kein Modell ist in Gebrauch</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>opening the model…</source>
        <translation>das Modell wird geöffnet…</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>wird geöffnet…</translation>
    </message>
    <message>
        <source>the model failed; choose it again to retry</source>
        <translation>das Modell hat versagt; zum Wiederholen neu wählen</translation>
    </message>
    <message>
        <source>wordrnn learns to predict from texts that you choose. Train a first model: the built-in texts will do, and the first suggestions come within seconds.</source>
        <translation>wordrnn lernt das Vorhersagen aus ausgewählten Texten. Ein erstes Modell trainieren: die mitgelieferten Texte genügen, und die ersten Vorschläge kommen nach Sekunden.</translation>
    </message>
</context>
</TS>
