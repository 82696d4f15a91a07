"""Words that carry no subject, by language (ISO 639-1), folded. Own lists, kept short.

They name the language of a text and are left out of the stemmed list; the unstemmed list keeps
them, since names and quotations need them.
"""

from __future__ import annotations

from docmind.core.lexical.folding import fold

_LISTS = {
    "en": """
a about above after again all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further had has
have having he her here hers him his how i if in into is it its itself just me more most must my
no nor not of off on once only or other our ours out over own same shall she should so some such
than that the their theirs them then there these they this those through to too under until up
upon us very was we were what when where which while who whom whose why will with would you your
yours s t d ll re ve m don doesn didn isn aren wasn weren
""",
    "fr": """
a ai ainsi alors au aucun aucune aussi autre autres aux avaient avait avant avec avez avoir
avons bien c car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment
d dans de des donc dont du elle elles en encore entre es est et etaient etait etant ete etes
etre eu eux fait font il ils j je jusqu l la le les leur leurs lors lorsque lui m ma mais me
meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut
peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se
sera seront ses si sinon soit son sont sous sur t ta te tes toi ton tous tout toute toutes tres
tu un une vers vos votre vous y
""",
    "de": """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis
bist da dabei damit dann das dass dazu dein dem den denn der deren des dessen die dies diese
diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch
euer fur gegen haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren
ihrer im in ist ja jede jedem jeden jeder jedes kann kein keine keinen konnen man mehr mein mich
mir mit muss mussen nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner
sich sie sind so solche soll sondern sonst uber um und uns unser unter viel vom von vor wann war
waren warum was weil welche welchem welchen welcher welches wenn wer werden wie wieder will wir
wird wirst wo wurde wurden zu zum zur zwischen
""",
    "es": """
a al algo algunas algunos ante antes aquel aquella aqui asi aun aunque cada como con contra cual
cuales cuando de del desde donde dos durante e el ella ellas ellos en entre era eran es esa esas
ese eso esos esta estaba estado estan estar estas este esto estos fue fueron ha habia han hasta
hay la las le les lo los mas me mi mientras mis mucho muy nada ni no nos nosotros nuestra
nuestro o otra otras otro otros para pero poco por porque pueda puede pueden pues que quien
quienes se sea segun ser si sido sin sobre solo son su sus tambien tan tanto te tiene tienen
toda todas todo todos tu tus un una uno unos y ya yo
""",
    "it": """
a agli ai al alla alle allo altra altre altri altro anche ancora avere aveva c che chi ci cio
come con contro cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro
di dopo dove due e ed egli era erano essere fa fra gia gli ha hanno ho i il in io l la le lei li
lo loro lui ma mi mia mio molto ne negli nei nel nella nelle nello noi non nostra nostro o ogni
per perche pero piu poi puo qual quale quali quando quanto quella quelle quelli quello questa
queste questi questo qui sara se sei si sia sono sta stata stati stato su sua sue sugli sui sul
sulla sulle suo suoi tra tu tutta tutte tutti tutto un una uno vi voi
""",
    "pt": """
a ainda alem algumas alguns ao aos apenas aquela aquele as assim ate cada com como contra da das
de dela dele deles depois desde do dos e ela elas ele eles em enquanto entre era eram essa essas
esse esses esta estado estao estar estas estava este estes eu foi foram ha isso isto ja la lhe
mais mas me mesmo meu minha muito na nao nas nem no nos nossa nosso num numa o onde os ou para
pela pelas pelo pelos pode podem por porque qual quais quando que quem se sem ser sera seu seus
sido sobre sua suas sao so tambem tao te tem tinha toda todas todo todos tu um uma umas uns voce
""",
    "nl": """
aan al alle als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een
eens en er ge geen geweest haar had hebben heeft hem het hier hij hoe hun iemand iets ik in is
ja je kan kunnen kon maar me meer men met mij mijn moet moeten na naar niet niets nog nu of om
omdat onder ons onze ook op over reeds te tegen toch toen tot u uit uw van veel voor waar waarom
wanneer want waren was wat we welke werd wezen wie wij wil worden wordt zal ze zei zelf zich zij
zijn zo zonder zou
""",
    "sv": """
alla allt att av bli blev blir da dar de del dem den denna deras dess dessa det detta dig din du
dar efter ej eller en er ett for fran ha hade han hans har hennes hon honom hur i icke inom inte
ingen jag ju kan kunde man med mellan men mig min mot mycket nagon nagot nar ni nu och om oss pa
sa samma sedan sig sin sina sitt skulle ska som till under upp ut utan vad var vara varfor vara
vem vi vid vilka vilken vilket ar at over
""",
    "da": """
ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse
du efter eller en end er et for fordi fra ham han hans har havde hendes her hos hun hvad hvem
hver hvis hvor hvordan hvorfor hvilken i ikke ind jeg jer kan kunne man mange med meget men mig
min mod nar noget nogle nu og ogsa om op os over pa sadan selv sig sin sit skal skulle som til
ud under var vaere vi vil ville vor
""",
    "no": """
alle at av ble bli blir da de deg dem den denne der deres det dette din disse du eller en enn er
et etter for fordi fra ham han hans har hadde hennes her hos hun hva hvem hver hvis hvor hvordan
hvorfor hvilken i ikke inn jeg kan kunne man mange med meg meget mellom men min mot nar noe noen
og ogsa om opp oss over pa samme seg selv sin sitt skal skulle som til ut under uten var vare vi
vil ville vart
""",
    "fi": """
ei eivat ehka eli emme en enemman ennen etta haluan han hanen he heidan ja jo joka joko jolla
jonka jos jossa jota jotka kaikki kanssa koska kuin kuinka kuka kun kuten me mika mika mihin
miksi minka minun missa mita miten mutta muu myos ne niiden niin niita noin nyt olemme olen oli
olivat olla on ovat poikki se sen siella siita silla sina sitten siis tai tama taman tassa te
tuo vaan vain vai voi yli
""",
    "ru": """
а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для
до его ее если есть еще же за здесь и из или им их к как какая какие какой когда кто ли либо
между меня мне может можно мы на над надо наш не него нее нет ни них но ну о об один однако он
она они оно от очень по под после потому почему при с сам свое свой себя сейчас со так также
такой там те тем то того тоже только том тот ты у уже хотя чего чей чем что чтобы чье эта эти
это этого этой этом этот я
""",
    "uk": """
а або але б без більше був була були було бути в вам вас ви від він вона вони воно все всі де
для до же з за зі і із й його її їх к коли кого який яка яке які якщо лише між мене може можна
ми на над нам нас не неї них ні о об один по під після при про с своє свій себе та так також
такий там те ти тим то того тому той тут у це цей ця ці чи що щоб як
""",
    "pl": """
a aby ale albo bardzo bez bo by byc byl byla bylo byly bym ci co czy czyli dla do gdy gdzie go i
ich ile im inne ja jak jakie jako je jego jej jest jeszcze jesli juz kazdy kiedy kto ktora ktore
ktorego ktorej ktory ktorych ktorym ktorzy lub ma maja mi miedzy mnie moga moze mozna na nad nam
nas nasz nawet nich nie niego niej nim o od on ona one oni oraz po pod poniewaz przed przez przy
sa sam sie ta tak takie tam te tego tej tez to tu tych tylko tym u w we wiec wszystko z za ze
""",
    "cs": """
a aby ale ani az bez bude budou by byl byla bylo byly byt ci co coz do ho i ja jak jako je jeho
jej jeji jejich jen jeste ji jiz jsem jsou k kam kde kdo kdy kdyz ke ktera ktere kteri ktery ma
mezi mi mit mu muze my na nad nam nas ne nebo nejsou neni nez o od on ona oni po pod podle pokud
pouze prave pred pres pri pro proc proto protoze s se si sve svuj ta tak take tam te tedy ten
tento teto tim to toho tom tomu tu tuto ty u uz v ve vsak vy z za ze
""",
    "tr": """
acaba ama ancak aslinda az bana bazi belki ben beni benim bir bircok biz bize bizim bu buna
bunda bunlar bunu bunun cok cunku da daha de defa degil diye en fakat gibi hangi hem hep hepsi
her hic icin ile ise kadar ki kim mi mu nasil ne neden nerede niye o olan olarak oldu oldugu
olmak olur ona onlar onu onun sanki sen siz sonra su tum uzere var ve veya ya yani yok
""",
    "hu": """
a az aki ahol ahogy akkor amely amelyek ami amit azt azok azonban be belul bar csak de e egy
egyik el en ennek erre es eppen ez ezek ezt ezzel fel ha hanem hogy hogyan hol igen is itt ki
kell kozott le lehet lesz lett maga mar meg mely melyik mert mi miert mig minden mint most
nagyon nem nincs ok olyan ott pedig s se sem sok szamara szerint tobb ugy utan vagy valami van
vannak volt voltak
""",
    "ro": """
a acea aceasta aceea acest acesta aceste acestea acestor acestui ai al ale am ar are as asa
asupra au avea ca care catre ce cea cei cel cele cine cu cum da dar de decat deci despre din
dintre doar dupa ea ei el ele era este eu fara fi fie fost i iar ii in inainte intre isi la le
lor lui mai mult ne nici noi nu o or ori pe pentru poate prin sa sale sau se si sub sunt te
toate tot toti un una unei unor unui va vor
""",
    "ca": """
a al als altres amb aquell aquella aquest aquesta aquestes aquests aixo aixi cada com contra d
dans de del dels des despres doncs dos el ella elles ells els em en encara entre era eren es
esta estan este et fins ha han hi ho i in jo l la les li llur lo m ma mateix mes meu molt n
nosaltres o on per pel pels pero perque poc pot qual quals quan que qui s se sense ser seu seva
si sobre son sota tambe tan te tot tota tots un una unes uns us van vostre
""",
    "el": """
αλλα αν απο αυτα αυτη αυτο αυτος αυτου αυτων για γιατι δε δεν εαν εγω ειμαι ειναι ειχε ενα ενας
εναν ενω επι εχει εχουν η ηταν θα και κατα κι μα με μεσα μετα μη μην μια μιας μου μπορει να ο οι
ολα ομως οποια οποιο οποιος οπου οπως οτι οταν ου παρα πιο πολυ που πριν προς πως σαν σας σε στα
στη στην στις στο στον στους συ τα τη την της τι τις το τον του τους των υπο ως
""",
    "id": """
ada adalah agar akan aku anda antara apa apabila apakah atau bagaimana bagi bahwa banyak
beberapa belum bisa bukan dalam dan dapat dari dengan di dia hanya harus hingga ia ini itu jika
juga kami karena ke kepada kita lagi lain lebih maka mana mengapa mereka namun oleh pada para
pun saat saja sangat saya sebagai sebuah secara sejak semua serta setelah siapa suatu sudah tak
tapi telah tentang terhadap tetapi tidak untuk yaitu yang
""",
    "vi": """
ai bang bi boi cac cai can cho chua chung co con cua cung da dang de den di do duoc gi hay hon
khi khong la lai lam len ma mot nay neu ngay nhieu nhu nhung no o phai qua ra rang rat roi sau
se tai tat the thi theo thu toi tren trong tu tung va van vao ve vi voi vua
""",
    "ar": """
ان انه انها او اي اذا الا الذي الذين التي الى اما امام ايضا اين بعد بعض بل بين تحت تكون تلك ثم
حتى حول حيث خلال ذلك رغم سوف عن عند عندما على عليه عليها غير فان فقط في فيه فيها قبل قد كان كانت
كل كما كيف كم لا لم لن له لها ليس لقد لكن لماذا ما ماذا مع من منذ منه منها نحن نحو هذا هذه هل هم
هنا هناك هو هي و وقد ولا ولم وهو وهي يكون يمكن
""",
    "fa": """
از اما آن آنها اگر است الا ان ای این با باید بر برای بعد به بود بودن تا تر تو چرا چه چون چگونه
خود در دو را شد شده شود طور کرد کرده که کی ما مگر من می نیز نیست ها هر هم همه هیچ و ولی وی یا یک
""",
    "hi": """
अपना अपनी अपने अब अभी आदि आप इन इस इसका इसकी इसके इसे उन उनका उनकी उनके उस उसका उसकी उसके उसे एक
एवं और कब कर करता करते करना करने का कि किया किस की कुछ के को कोई कौन क्या क्यों गया जब जहाँ जा
जाता जाती जाते जिस जो तक तो था थी थे दिया ने पर फिर बहुत भी मैं में यदि यह यहाँ या ये रहा रहे
लिए लेकिन वह वहाँ वे सकता सकते सब से हम ही हुआ हुई हुए है हैं हो होता होती होते होना
""",
}

STOPWORDS: dict[str, frozenset[str]] = {
    language: frozenset(fold(words).split()) for language, words in _LISTS.items()
}
