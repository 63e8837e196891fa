<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>About</name>
    <message>
        <source>About wordrnn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicts the next word from models that are trained on your own texts, on this machine. Nothing is sent anywhere. Free software under the MIT licence, without warranty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Prediction: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction: {words}. {key} takes it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>The model {name} could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no model is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models, corpora and settings are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To keep it in another place: close wordrnn, move the folder, and set the environment variable WORDRNN_HOME to its new path. The command line follows it too.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskQuestions</name>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as UTF-8, it keeps them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving replaces those changes with the text that is open here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has letters that {encoding} does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was changed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Escape, then Tab leaves the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} hides it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} takes the prediction shown after the caret.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside wordrnn ({kind}). Your text and models are untouched.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>--out expects a new or empty folder, got {got}, which holds other files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--weight {got!r} names none of the texts given ({expected}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A corpus has at most {most} tags: take one away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is 1 to 80 characters without / \ : * ? " &lt; &gt; |, got {got!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tag is 1 to {longest} characters without commas, got {got!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program keeps the memory {path} from being written: try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is in use yet: train one on the Train page, or choose one on the Models page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No word of the text occurs twice, so there is nothing to learn: add more text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {host} broke off: try again; what has come so far is kept for a day, and gone on with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corpus {name} belongs to wordrnn and cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corpus {name} has format {got}, expected {expected}: update wordrnn, or add its texts again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corpus {name} is damaged or was changed: remove it and add its texts again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: {path} was not written; what was there before is whole. Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download was stopped; what has come so far is kept for a day, and gone on with the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory {path} cannot be read ({reason}): check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory {path} is damaged ({reason}): it was set aside as {aside}, and an empty one takes its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mixture names the parts {got}, expected {expected}: train the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mixture's weights must be 0 or more and sum to 1, got {got}: train the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has an array {name!r} that its architecture does not know: train it again or import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has neither a network nor an n-gram part: train it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no array {name!r}: train it again or import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {path} cannot be read ({reason}): check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {path} has no part {part!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {path} is damaged ({reason}): train it again or import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The n-gram part in {path} is damaged ({file} is missing or not what it should be): train the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of a corpus is 1 to {longest} characters without / \ : * ? " &lt; &gt; |, got {name!r}; choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts of the model have vocabularies of different sizes ({sizes}): train it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prepared text in {path} is gone or damaged: start the run again to prepare it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading was ended by the system, perhaps for lack of memory: nothing was added; try with fewer files at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The snapshot in {path} does not fit its run ({reason}): start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has no words to count: give at least one word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text in {path} has changed since the run began: train a new model instead of resuming.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight of a corpus is a number from 0 to {most:g}, got {got}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a corpus named {name} in the library already: remove it first to download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a model named {got} already: choose another name, or delete that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a corpus named {name}; choose another name or remove that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no corpus named {name!r}; known are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file at {path}: it may have been moved or renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}: check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file, folder or corpus named {path}: it may have been moved or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model at {path}: it may have been moved or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no public corpus named {name!r}; there are {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no secure connection to {host} ({reason}): check the clock and the certificates of this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no unfinished run in {path} to go on with: start a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too little held-out text to measure with: expected at least {expected} words and punctuation marks, got {got}; add more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too little text: expected at least {expected} words and punctuation marks, got {got}; add more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverged even with a learning rate far below {rate}: try other settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training needs Keras on tensorflow, jax or torch, got KERAS_BACKEND={got}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training needs TensorFlow, and {missing} is not installed here. Writing with trained models works without; the README says how to install it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown setting {name!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown setting {name!r}; did you mean {guess!r}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rare.json holds no rare words of wordrnn ({reason}): train the model again or import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokenizer.json is no tokenizer of wordrnn ({reason}): train the model again or import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{got} is being trained already: stop that run first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be reached ({reason}): check the connection to the internet and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not give {url} (HTTP status {status}): try again later, or look for a newer wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} has sent nothing for {seconds:g} seconds: try again later; what has come so far is kept for a day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} has no network to go on from yet, only counted word sequences: let its own run go on, or train a new model on all the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}, which this run goes on from, is gone or was changed before the run had its own copy: bring it back, or start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds values that are no numbers: training diverged or the file is damaged; train it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is being downloaded by another process: wait for that one, or stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is {expected} in {model}, which this run goes on from, and {got} was asked for: leave it as it is, or train a new model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: expected numbers of type {expected}, got {got}; import the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: expected shape {expected}, got {got}; the weights belong to another architecture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: expected {expected}, got {got}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}): check the drive and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has format {got}, expected {expected}: it comes from another version of wordrnn; update it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no text in it, only pictures of pages: have its text recognised (OCR) first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds a file that would land outside its folder ({member}): do not trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds a file that would land outside the model ({member}): do not trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds more than {expected:,} files, the most that wordrnn reads: unpack it and choose the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {got} files, expected at most {expected}: it is no shared model of wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {member} twice: it was not made by wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {member}, a folder, link or encrypted file: a shared model has plain files only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {member}, which belongs to no model: it was not made by wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a zip file within another: unpack it and choose it by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is larger than {limit:,} bytes unpacked, the most that wordrnn takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no exported memory of wordrnn ({reason}): choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no shared model of wordrnn, or a damaged one ({reason}): ask for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no {format} file, or a damaged one ({reason}): get it anew, or save it in another format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a text file: open a .txt or .md file, or add it on the Corpora page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is protected by a password or against copying: save a copy without protection and choose that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is there already: choose another place, or move it away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} lacks {member}: ask for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} may not be read by you: change its permissions or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} may not be written: change its permissions, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} takes far longer to read than a text of its size should: save it in another format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} unpacks to more than {limit:,} bytes, as no text does: do not trust it, or split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} would unpack to more than {limit} times its size, as no model does: do not trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: .{format} files cannot be read yet; save it as .txt or .md.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected a column or field with sentences, found none; save the text as .txt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected a file or folder, found nothing there; check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected a file or folder, got a device or pipe; save the text to a file first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected a model in a .wordrnn file, found nothing there; check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected at least one readable text file in the folder, found none; add .txt, .docx, .epub or other files with text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected at least one readable text file in the zip file, found none; choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected text, got binary data; export it as plain text first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: expected text, got none; choose a file with words in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: its character encoding could not be recognised; save it as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {member} is larger than {limit:,} bytes, the most that wordrnn takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} has more than the {expected:,} bytes expected: it has changed and was not taken; look for a newer wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} has {got:,} bytes, expected {expected:,}: it has changed and was not taken; look for a newer wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} leads to {got}, where nothing is read from for safety's sake: nothing was downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} was thrown away: its checksum is {got}, expected {expected}; try again, or look for a newer wordrnn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} is not there yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <source>Aa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match capitals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>About wordrnn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Introduction</name>
    <message>
        <source>Add my texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It guesses your next word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters, notes, a novel: drop your files on the Corpora page and train a model on them. The first suggestions come within seconds, and get better as it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teach it your texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type as ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to wordrnn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it is sure enough, grey words appear after the caret. {take} takes them, {word} only the next word, {hide} hides them. Or just go on typing: your text never changes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wordrnn learns from texts that you choose and completes what you type. All of it happens on this machine: nothing that you write or train on is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Push, then press the new key. Backspace takes the key away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>press a key…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Already in use: turning to a page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already in use: undo, cut, copy and paste.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already in use: {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide it until the next edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One key with its modifiers, not several in a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why words are suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the next word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the word before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take its next word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the whole prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take word {number} of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of normal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key types a letter: it needs Ctrl or Alt beside it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>Push a key, then press the one you want. Backspace takes it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same key as: {title}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Parts of a probability: {names}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of everything in the window, in percent of the system's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Corpora</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n-gram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoveryStrip</name>
    <message numerus="yes">
        <source>%n more after it</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved when the app ended: {name} ({facts}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text without a name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Restraint</name>
    <message>
        <source>Hardly ever shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on text that the model was not trained on, at {places} places before words and within their first letters. In other texts it may be less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show inline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown about {shown} of the time, and right {right} of those times.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestraintCard</name>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many words are shown inline at the most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure a word must be to be shown inline, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} sure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>click into the text for predictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dismissed until the next edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not offered again: it was just undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not shown inline: {share} sure, below {least}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is predicted inside a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is predicted while text is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening the text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predictions are off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predictions come on request, but no key asks for them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown in the list only: the caret is not at the end of a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown: {share} sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model knows no word that begins like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the letters being composed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} asks for a prediction</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggested words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuggestionPanel</name>
    <message>
        <source>Next word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} word</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>how often this followed the last few words in its texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recurrent network, from all that comes before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was learned from what you write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” is {probability} likely, of which</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>No word is suggested here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WritePage</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <source>Find next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: {name} ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text: new, open, save, find, zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not predict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no model is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model failed; choose it again to retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wordrnn learns to predict from texts that you choose. Train a first model: the built-in texts will do, and the first suggestions come within seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of all keystrokes saved so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of keystrokes saved this session, {in_all} in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
