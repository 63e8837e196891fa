"""The words that no text of a language does without, by the code of the language (ISO 639-1).

Of each some forty, chosen among the most frequent: articles, pronouns, prepositions, conjunctions, forms of to be and
to have. Words that a close relative spells the same way stand with both.
"""

WORDS: dict[str, str] = {
    "af": "die van en in is het nie dit hy wat sy om te vir met as aan was op sal hulle ek ons maar kan jy so sou "
    "daar nog haar my of deur by baie uit word toe een",
    "ar": "في من على إلى أن هذا ما لا عن التي الذي مع هو هي كان كل ذلك أو لم بعد قد هذه بين إن كما ثم عند قال حتى "
    "إذا كانت لو يا أي له به غير هناك أنا",
    "be": "і не на што я з ён як гэта а па але да у ў за то усе яна так яго ад ж вы мы пра быў было толькі калі для "
    "мне ты ужо або ці яны іх яе",
    "bg": "и на да се не от за в с е че си по ще ли са като а но до беше той ми му го това какво когато аз ти тя те "
    "още към със във след само или ако така",
    "ca": "de la el que i a en els les un una per amb no és va al del es com més però seu seva ha són aquest "
    "aquesta dels tot si o ser molt també sobre quan jo em li ell",
    "cs": "a se v na je že to s z do o i ve jsem by si tak jako ale za byl jeho co po ještě už jak pro který která "
    "bylo když byla jsou nebo od při má není jen",
    "cy": "y yn a i o ar yr ei mae am ac wedi bod ond oedd gan un er hyn fel hefyd eu na at wrth cael ni mewn ddim "
    "ol roedd rhai gyda hon nid iawn fod",
    "da": "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham "
    "hun nu over da fra du ud sin dem os op man hans hvor eller hvad",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
    "er hat dass sie nach wird bei einer um am sind noch wie einem über ich",
    "el": "και το να η της ο με που την του για από τα είναι των σε στο θα οι ένα δεν μου τον τη στην μια τους στη "
    "ότι αυτό σας ήταν αν ή πως κι στα εγώ",
    "en": "the of and to a in is it you that he was for on are with as his they i at be this have from or had by "
    "not but what all were we when your can she there an which",
    "eo": "la de kaj en estas al mi ne ke li por kun ĝi vi ŝi oni pri sed kiel estis el ili tio kiu per ni plej sur "
    "ĉi tiu pli se ankaŭ aŭ ĝis nur unu ol estos",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me sin "
    "sobre este ya entre cuando todo esta ser son muy",
    "et": "ja on ei et ta oli see kui ma oma mis ning nad ka siis aga seda olid selle sa mind või välja üle kes "
    "nagu ära tema ole ainult veel juba kuid need minu mu olen kõik",
    "eu": "eta da ez bat zen du ere baina egin dut den zuen hau izan hori dira beste bere zuten nire bai baino edo "
    "gero oso egiten behar nola hemen duen zer dela ziren",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت می شود او ما شد بود من شما هر اما یا "
    "باید همه آنها دیگر بی چه هیچ اگر",
    "fi": "ja on ei se että hän oli en ovat mutta minä joka niin kuin mitä jos sen olen sinä kun ole hänen nyt vain "
    "tämä ne mikä tai minun me myös sitten siitä olisi kanssa vielä ollut sekä",
    "fr": "de la le et les des en un du une que est dans qui pour au pas sur plus par ce il je ne se avec ou son "
    "vous mais on nous elle sont cette l d qu à a",
    "ga": "an na agus a ar is i go bhí sé ní ag le do mar sin bhfuil tá leis siad mé tú ach den ó éis féin gur níos "
    "nó air anois sa ann sí raibh seo",
    "gl": "de a que o e do da en un para non é con unha os no se na por máis as dos como ao el das á seu súa ou "
    "cando moi nos xa eu tamén só polo pola",
    "hi": "के में की है और से का को इस कि ने पर यह हैं भी वह जो था कर तो ही एक नहीं हो लिए थे गया अपने कोई उन थी "
    "हुए जब रहा या ये साथ बाद अब",
    "hr": "i u je se na da su za od s a ne kao što bi koji to o iz do sam ili po nije samo bio ali još sve kad te "
    "koja sa mi ga ja biti bila toga više",
    "hu": "a az és hogy nem is egy ez csak de meg volt még van el ha mint már azt én ki vagy mert ő mi minden sem "
    "most úgy kell nagyon lesz te ezt aki itt amikor lehet be",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada saya ke karena tersebut bisa ada mereka "
    "lebih kata sudah atau saat oleh menjadi orang ia telah adalah juga kami anda dia kita",
    "is": "og að í á sem er við um til en hann það af var ekki með ég fyrir þá frá þegar hún eru verið hafa þetta "
    "eða þú ef mér hans upp svo þeir hefur einn sé mig",
    "it": "di e che la il un a per in una mi sono ho non lo ma l ti i si le è da con come se della del più cosa no "
    "al o alla suo questo nel anche io era gli",
    "la": "et in est non ad ut cum quod qui sed si quae ex sunt per a aut ab hoc esse quam nec etiam ac atque enim "
    "de quid eius nam se erat autem iam me ne pro",
    "lt": "ir į kad iš tai su kaip bet aš ne jis o buvo ar yra nuo mano per jo tik apie jau savo man dar už jie "
    "prie jos po labai tu mes ką jei kai būti ji nes",
    "lv": "un ir ka no ar uz kas par bet es tas ko to nav kā viņš lai vai viņa bija jau pie pēc arī tikai man mēs "
    "tu jūs kad tad pa ja šo kur tā te vēl būs",
    "mk": "и на да се не од за во со е што си по ќе ли како а но до беше тој ми му го тоа кога јас ти таа те уште "
    "кон сите само или ако така",
    "nl": "de en van ik het een hij dat in te die niet zijn is was op aan met als voor had er maar om hem dan zou "
    "of wat mijn men dit zo door over ze zich bij ook tot",
    "no": "og i det på som en er til å han av for at med var de ikke den har jeg om et men seg hun hadde fra vi du "
    "kan da meg ble hva etter så nå noe noen også bare",
    "pl": "i w nie na się z do to że jest o jak a ale po co tak za od go już jego ja był czy tylko dla przez przy "
    "jej ma mnie mi był może są było by jeszcze która",
    "pt": "de que a o e do da em um para não é com uma os no se na por mais as dos como mas ao ele das à seu sua ou "
    "quando muito nos já eu também só pelo pela você",
    "ro": "de și în a la cu pe nu că o un din mai care este să se ce au lui pentru fi am prin sau dar el era fost "
    "lor cum îi ca eu sunt acest ei îl",
    "ru": "и в не на что я он с как это а по но к из у за то все она так его от бы же вы мы о было был только когда "
    "для мне ты уже или если они",
    "sk": "a sa v na je že to s z do o aj si by tak ako ale za bol jeho čo po ešte už som pre ktorý ktorá bolo keď "
    "bola sú alebo od pri má nie len",
    "sl": "in je v na se da so za ki ne pa z s bi tudi sem od po to kot ali ni bil iz o kar do samo še lahko vse če "
    "jih ga bilo bila ko jo tako pri",
    "sq": "të e në dhe i që për me një nga se u ka më është si do nuk kjo ai ky por kur tij ishte këtë janë kam ne "
    "mund unë ose edhe ajo ata çdo duke",
    "sr": "и у је се на да су за од с а не као што би који то о из до сам или по није само био али још све кад те "
    "која са ми га ја бити била тога више",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när "
    "hon nu ut skulle över hade eller sin du vad bara där efter",
    "tr": "ve bir bu da de için ne o ile çok ben var gibi daha ama mi diye değil kadar sonra olarak en her ki bana "
    "mı beni olan sen hiç olduğunu nasıl şey iyi onu yok ya",
    "uk": "і в не на що я він з як це а по але до із у за то все вона так його від би ж ви ми про було був тільки "
    "коли для мені ти вже або якщо вони й та",
    "ur": "کے میں کی ہے اور سے کا کو اس کہ نے پر یہ ہیں بھی وہ جو تھا کر تو ہی ایک نہیں ہو لیے تھے گیا اپنے کوئی ان "
    "تھی ہوئے جب",
    "vi": "và là của có không được một trong cho các người những với này để đã khi tôi như đến từ ông về ở cũng ra "
    "vào lại làm thì nhưng anh đó rất phải sẽ đi nhiều",
}
