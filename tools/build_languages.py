#!/usr/bin/env python3
"""Write newsclean/_languages.py and _grams.py: the most frequent words and groups of three letters of each language, in order.

Word frequencies are facts read from `wordfreq` (Speer, 2022: https://doi.org/10.5281/zenodo.7199437) and, for languages it lacks, from the
`stopwords-iso` lists. Both are needed for this script alone: pip install wordfreq stopwordsiso

python tools/build_languages.py
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import stopwordsiso
import wordfreq

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from newsclean.fold import MARKS

PACKAGE = ROOT / "newsclean"
LEXICONS = PACKAGE / "lexicon"
RARE = 8e-6  # share of a word; rarer ones tell nothing more about letters
GRAMS = 400  # groups of letters a language
LEAST = 60  # words of which groups are counted; fewer say too little
WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}])+(?:[’'ʼ‘][^\W\d_]+)?")
BY_SCRIPT = {"bn", "he", "el", "ta", "hy", "ka", "gu"}
MOST = 260  # words a language; twice as many gained nothing on 40-character texts
FREQUENT = {"nb": "nb", "hr": "sh"} | {
    code: code for code in ["ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he", "hi", "hu", "id", "is", "it", "lt", "lv", "mk", "ms", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "ta", "tr", "uk", "ur", "vi"]
}  # fmt: skip
LISTED = ["af", "et", "eu", "ga", "gl", "ha", "hy", "ku", "mr", "so", "sw", "zu", "gu"]
CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))
# What the lists lack, by hand, the most frequent first: words of languages with no list or with an unordered one.
BY_HAND = {
    "xh": "ukuba kwaye kodwa okanye umntu abantu xa nje kuba ngoku ukuze kunye apha apho emva uthe wathi bathi loo le eli ezi lo oko leyo kakhulu nangona ngokutsho kwakhe iindaba unyaka urhulumente amapolisa ngexesha koku olu eyona njengoko ngokuba kwimeko",
    "zu": "ukuthi futhi uma kodwa ngoba abantu umuntu ngesikhathi lapho nje lokhu lo le kanye phakathi emva ukuze uthe kusho njengoba nokuthi ngemuva unyaka amaphoyisa izwe kakhulu nje lezi laba yakhe wakhe zonke ngaphambi izingane isikole umphakathi uhulumeni inkosi umongameli umengameli idolobha endaweni imali izigidi usuku isonto inyanga nokho lapha bathe bathi uthi kuthiwa kube kuzoba abasebenzi abafundi othisha uthisha umtapo izincwadi ezincwadi ngaphansi ngaphandle nabo kubo kwaba wabo yethu bendawo emihlanu ngesonto zizokwazi incwadi izohamba imizi amabili",
    "af": "die van en in is het nie om te dat 'n vir op met was sy hy aan wat word ook as deur sal hulle ons nog kan na uit oor dit maar tot wees meer jaar mense suid afrika moet sê polisie gister vandag",
    "az": "və bu bir ki ilə üçün də olan edib deyib olub azərbaycan haqqında daha çox sonra kimi qeyd edən onun ölkə bildirib bütün çünki amma ancaq lakin belə necə nə niyə harada hara kim biz siz onlar mən sən özü bizim sizin onların onu ona ondan onunla burada orada artıq indi gün dünən sabah keçən gələn il ildə ilin ay ayda həftə gündən günü saat dəqiqə nəfər nəfəri insan adam kişi qadın uşaq ailə ev şəhər şəhəri rayon rayonu rayonunda kənd kəndi kəndində küçə yol polis nazir nazirlik nazirliyi prezident prezidenti dövlət hökumət məktəb xəstəxana xəstəxanaya bakı bakıda yeni köhnə böyük kiçik ilk iki üç dörd beş on yüz min milyon manat faiz görə əsasən aid qarşı arasında ərzində əvvəl yanında qədər tərəfindən vasitəsilə olaraq etmək edir etdi edilib olunub olunan olur oldu ola var yox yoxdur bildirir söyləyib xəbər verir məlumat verilib verib alıb gedib gəlib çıxıb aparılıb yaralı",
    "be": "і на не з у што да для гэта як яго паводле пра калі ад быў якія таксама было але ці яны яе яшчэ толькі гэтым былі можа будзе беларусі дзе каб пасля год ён яна іх ужо там які за якая ёсць ў людзей краіны дня мінску або куды адкуль чаму хто якое якой якую мы вы мне табе нам вам іхні сваё сваю свае свайго увесь усе усё усіх кожны кожная кожнае новы новая новае новую стары старая вялікі малы першы другі тры два дзве чатыры пяць дзесяць шмат мала больш менш сёння учора заўтра цяпер тады заўсёды ніколі раней пазней перад паміж каля праз супраць без дзеля апроч школа школу бальніцу дарогу вуліца горад горадзе вёска вёсцы раён раёне вобласць улада улады міністр прэзідэнт міліцыя суд людзі чалавек мужчына жанчына дзеці сям'я дом хата рублёў мільёнаў адсоткаў кажуць сказаў сказала расказаў заявіў паведаміў паведаміла зрабіў зрабіла пачаў пачала пайшла прыйшоў атрымала атрымаў знайшлі забралі абяцае чакаюць працуе працуюць жыве жывуць мае маюць мог магла могуць трэба можна нельга вельмі таму так ні нават амаль",
    "cy": "yn y i a o ar yr mae bod wedi ei gan eu ac sydd hefyd gyda am ond oedd roedd wrth",
    "et": "ja on ei ta et see oli kui aga ka oma mis nii või ning selle veel kes seda kuid mida siis pole ole mitte juba väga eesti üle pärast peab aasta ütles kuni tuleb saab olla nende välja uue samuti politsei täna nädala nad meie teie minu sinu tema neid neile neil meil teil ise oleks olid olin oleme olete polnud võib võivad võiks peaks peavad pidi said sai saavad saada teeb teha tegi teinud läks läheb tuli tulid tulevad hakkab hakkas andis anda võttis võtta viidi viis viia toodi leidis leiti nägi nähti rääkis ütlesid sõnas lisas kinnitas inimest inimesed inimene mees naine laps lapsed noor vana suur suure väike uus uued esimene teine kolm kaks neli kümme palju vähe alles ammu praegu eile homme õhtul hommikul kell päeval pühapäeval esmaspäeval linn linna linnas vald valla vallas maja kool kooli haigla haiglasse tee maantee auto liiklus õnnetus valitsus riigi riik riigikogu minister president eurot miljonit protsenti kus kust kuhu kuidas miks kas kelle keda ent samas samal ikka jälle koos ilma enne peale kõik kõige iga mõni mingi sellest sellega selles need nendest",
    "eu": "eta da ez bat du dira izan egin dute zen ere den duen behar baina dela baino ditu daude arte dago euskal zuen gehiago esan urte egun herri lan bere beste hau hori izango dituzte bai eusko jaurlaritzak udal donostia bilbo gaur atzo astean urtean ondoren artean",
    "ga": "an na a agus ar is i go le tá sé bhí do leis ag don chun ach mar seo sin ní bhfuil siad air aige féin nach gach níos eile raibh beidh bliain éireann rialtas dúirt inniu inné seachtain",
    "gl": "a de o que e do da en un para os non se por con as unha no na ao como máis foi dos pola polo das son ser seu súa ata tamén aínda onde moi xa pero cando entre galicia galega galego xunta concello anos ano veciños persoas traballo hoxe onte luns xoves venres dixo ten teñen estará poden fai dende despois mentres logo pode nos nas ás aos esta este isto iso así ben outro outra mesmo porque quen cal cales aquí alí agora mañá sempre nunca antes tampouco só cada todo toda todos todas moito moita moitos moitas pouco pouca algún algunha ningún ningunha estes estas ese esa eses esas aquel aquela eu ti el ela nós vós eles elas meu miña teu túa noso nosa unhas uns dun dunha nun nunha co coa cos coas polos polas cara contra durante sobre segundo mes meses semana día días tarde noite home muller nenos nenas xente cidade vila aldea rúa estrada casa escola hospital policía xulgado goberno presidente alcalde alcaldesa concellería galegos galegas euros millóns fixo fixeron fan foron era eran será serán puido quere queren dixeron di din deu deron deixou levou levaron abriu pechou pecha recibiu recibiron agarda agardan chegou chegaron está están estaba estaban hai había houbo haberá tiña tiñan terá",
    "gu": "છે અને આ માટે કે એક પર તે તો હતી હતો પણ કરી હતા તેમજ રહી બાદ",
    "ha": "da a na ta ya ba ga wannan cewa domin don kuma amma su an za ce sun wata wani shi ne ta yi daga har jihar gwamnatin najeriya shugaban mutane yadda bayan yan hukumar",
    "hy": "է եւ և են որ այդ համար մեջ այն ու իր հետ որը նաև բայց կարող չի մասին չեն երբ պետք մի այս հայաստանի ըստ կողմից էր նա",
    "ka": "და რომ ეს იყო თუ არ მისი როგორც უნდა შესახებ საქართველოს მაგრამ შემდეგ",
    "kk": "және мен бұл бір де үшін деп бойынша болып осы туралы қазақстан жылы екен еді бар жоқ кейін дейін арқылы ол оның ретінде болды болады деді алматы астана президент күні жаңа өз да адам облысы туралы",
    "ckb": "لە بە و کە بۆ ئەو ئەم لەگەڵ دەکات بوو لەسەر هەر نییە یان دەبێت کوردستان هەرێمی عێراق هەموو سەر کرد دوای ساڵی ڕۆژی بەغدا هەولێر گوتی",
    "ku": "û di de ji ku bi li jî bo ev ew ne na lê wê wî xwe yên ên yê ya hat hatin kir kirin dike dikin dibe bû bûn got gotin ser nav her hemû gelek piştî berî îro duh roj sal salê gel gelê kurdistan kurdistanê kurd kurdî tirkiye rojava bajarê gundê herêma serokê dewleta çi çawa wan me em ez hûn belê re ra heye hene nîne bike bikin gor gorî navbera",
    "ig": "na nke ndị ka bụ ya ọ nwere site maka kwuru sị ahụ ha anyị onye dị ga eme mere gọọmentị obodo steeti naijiria mmadụ ụlọ ọrụ afọ ụbọchị mana ma kwa niile otu ihe mgbe oge ebe akwụkwọ isi okwu n'ihi n'ime n'aka o a e si ike ndi nke a ahụ bịara ụmụaka nwoke nwanyị uweojii ala ego puku nde ahịa ụzọ mmiri mahadum ihu ọcha ọhụrụ ochie nnukwu nta tupu onyeisi gọvanọ osote kpọrọ gwara rịọrọ mebere malitere kwụsịrị bidoro izu wetara gaa enweghị nsogbu emeghe",
    "mg": "ny sy amin'ny dia fa ho izany tao tamin'ny no izay ary tsy misy mba raha koa hatramin'ny olona firenena fanjakana filoha madagasikara antananarivo taona andro ireo izy ity araka noho efa nandritra anisan'ny toy sady avy manao nisy lehibe tanàna i ka an'ny ho an'ny eo any rehefa polisy ankizy sekoly fambolena orinasa vola ariary tany rano tetezana lalana trano sabotsy alahady alatsinainy manana natao nanao nilaza hoy ireto ireny mbola maintsy vao hatrany avokoa rehetra maro vitsy lehilahy vehivavy faritra kaominina fokontany tantsaha mianatra asa herinandro nivoaka hosokafana",
    "rw": "na mu ku kandi ko ya ba wa ni muri kugira ngo uyu iyi ubwo ariko yavuze bavuga abantu umuntu igihugu rwanda perezida umwaka abaturage umujyi akarere leta cyane kuri nyuma mbere iyo ibi aho kuko no cy'u by' bw' kigali yagize ati hari uko ibyo mu y'u w'u n'abandi imyaka mubyo buri ngo ubuyobozi umuyobozi ishuri abana umugabo umugore inzego polisi inkuru ikiraro ibikorwa gukora gufasha kubaka kugeza ubu bwa rya cya za imbere hagati benshi bose umunsi ejo icyo ari afite bafite byose amafaranga miliyoni intara iburasirazuba umudugudu umurenge ibyumweru imirimo bajye biyubakiye",
    "tg": "ва дар аз ба ки бо ин он барои аст буд шуд шудааст мешавад кард карда кардааст тоҷикистон душанбе ҷумҳурии президенти соли низ дигар вай онҳо мо ҳам ё пас аммо гуфт гуфтанд мардум шаҳри ноҳияи вилояти рӯз сол моҳи имрӯз дорад доранд бояд ҳамчун аввал нав то ҳар худ бештар баъд деҳаи ҷаҳон иҷлосияи бист сол деҳа деҳаи мактаб кӯдакон сокинон об обӣ роҳ вазорати раиси ҳукумати кишвар хабар медиҳад рӯзи ҳафта ҷойи онҳоро худро дигарон як ду се панҷ даҳ сад боз кӯҳна назди нон гандум корҳои давлатӣ",
    "yo": "àti ní ti tí ó náà wọn sí fún pé ló kò ṣe wà lọ bí àwọn ni a kan tó nínú láti gbogbo wá yìí sì kí ìjọba ààrẹ ìlú nàìjíríà nígbà tàbí sọ ilé ọmọ ọdún àwa fi gba bá ará rí di máa oṣù iṣẹ sórí ìwé ọ ẹ̀ kọ",
    "ky": "жана менен бул бир үчүн деп боюнча болуп ошол тууралуу кыргызстан жылы экен болгон бар жок кийин чейин аркылуу ал анын катары болду болот деди бишкек президент күнү жаңы өз да эле адам облусу байланыштуу",
    "lb": "de an d den dat vun der ze zu fir mat op am déi ass et e eng vum dem si en och sech net wéi um bei ginn hunn huet sinn mee als nach aus duerch ronn iwwer no wou gouf goufen gëtt datt méi esou awer wann hien sot kann mussen muss hir hire säi säin keng kee well sollen soll wëll gutt grouss neit neie nei lëtzebuerg lëtzebuerger land leit joer joren dag deeg woch mount haut gëschter muer elo schonn virun géint tëschent ënner während nodeems eis eise iech dir mir ech hatt wat wien wéini all alles munch vill wéineg eppes näischt gemeng regierung minister premier police pompjeeën strooss autobunn accident schoul kanner fra mann mënsch mënschen geschitt geschwat gesot gemaach komm kommen goen gaangen steet stinn läit louch war waren hat haten krut kréien bréngt éischt lescht zweet dräi véier fënnef euro milliounen prozent",
    "mn": "нь байна гэж энэ юм болон монгол улсын тухай хийх байсан өөрийн дээр хүн гэсэн билээ бол ба хэмээн ажлын улаанбаатар хурлын өдөр оны сарын хүртэл болно байгаа тул нийт мөн гэх гишүүн засгийн",
    "mr": "आणि आहे या त्या आहेत करण्यात होते मात्र यांनी होता म्हणून नाही तर असे केली केला झाली झाला काही महाराष्ट्र मुंबई पुणे ते ती हे ही असून येथे साठी राहणार येणार त्यामुळे आला आली केले दिली पोलिस",
    "mt": "li ta l il u biex fl hu f għal minn qal dan ma kien din tal mill wara fuq bħala jew dwar lill kienet kienu hija huma dawn dak dik iżda meta kif għax mhux fil fis b bil s bis bejn qabel issa lil tagħhom tiegħu tagħha tagħna ukoll aktar iktar ħafna xi kull mingħajr waqt kontra skont għandu għandha għandhom għadu jkun ikun tkun saret sar sena snin jum lejla llum lbieraħ għada ġimgħa xahar gvern ministru prim parlament pulizija qorti malta malti maltin għawdex ewro nies persuna persuni raġel mara tfal żewġ tliet erba ħames waħda wieħed ieħor oħra oħrajn kollha ġdid ġdida kbir kbira seta tista jista għamel għamlet qalet qalu dawra triq inċident sptar kunsill lokali baħar vapur skola reġa reġgħet kellu kellha kellhom għandna",
    "ne": "छ र को मा हो छन् गरेको भएको लागि पनि यो गर्न भने थियो उनले तथा गरी नेपाल सरकार छन रहेको गर्ने हुने एक नै दिन सम्म बाट हुन थिए गरिएको रहने जिल्ला प्रहरी भन्ने भनिन् भनेका गरेका भएका बताए बताइन् उनका अनुसार गाउँ गाउँमा काठमाडौं नगरपालिका वडा हजार रुपैयाँ वर्ष अब आफ्नो यस त्यो यी ती धेरै मात्र पछि अघि देखि लाई सँग द्वारा स्थानीय निर्माण भयो गरियो दिए पुगे आए गए हुन्छ सक्छ पर्ने थालेका लागेको जना मध्ये बुधबार आइतबार सोमबार मंगलबार बिहीबार शुक्रबार शनिबार बासिन्दा विद्यार्थी विद्यालय अहिले तर कुरा छैन छैनन् गर्छ गर्छन् रहेका भन्दै गर्दै हुँदै दिन",
    "nn": "og i på som det er til for av at med ikkje ein frå vert eg han ho dei dette var òg kva kor nokon berre saman eit vore seier den har skal kan om men so så då når etter no deira vi oss me sidan mellom gjennom over under ved mot utan kven korleis kvifor kvar noko nokre mange meir mest fleire andre annan anna fyrste første siste nye ny stor store liten små år åra dag dagar veke månad tid heile heilt same eige eigen vart blei blir bli hadde ha kjem kom kome gjer gjorde gjere får fekk fått seia sa sagt fortel ser såg sjå går gjekk gå står stod ligg låg veit visste trur vil ville må måtte bør kunne skule skulen kommunen fylket noreg norsk norske noregs folk born barn kvinne mann bygda bygd vegen veg hus heim heime fjord fjell bruk brukar opna opnar møte saka sak millionar kroner prosent regjeringa stortinget politiet ordføraren leiar leiaren fordi dersom medan både anten eller korkje aldri alltid framleis allereie enno difor likevel",
    "ps": "د په او چې دا له ته کې يې کړي دي نه دی ده سره وي شي يو څخه به هم پر ځای افغانستان خو تر لپاره شوي کړې وو کال وايي هغه دوی",
    "so": "ka oo ku iyo ee in la ay uu waxaa ayaa u si ah waa waxay wuxuu kala soo ugu isaga laga dowladda soomaaliya magaalada xildhibaan maanta madaxweynaha sheegay isagoo kale",
    "sq": "të dhe në e i një për me që nga është ka do si nuk kjo ky më por janë ishte edhe pas duke shqipërisë kosovës se u tha deri gjatë cilat cili ai ajo ata kanë kishte qeveria policia vit vjet sot fund sepse kur ku sa çfarë kush pse ne ju unë ti tij saj tyre tonë tuaj këtë këto këta atë ato dy tre katër pesë dhjetë shumë pak gjithë gjitha çdo asnjë asgjë diçka dikush vetëm tashmë tani dje nesër gjithmonë kurrë para prapa mbi nën mes midis brenda jashtë pa rreth sipas ndaj kundër drejt qytet qyteti qytetin fshat fshati rrugë rruga shkollë spital spitalin shtëpi shtëpia burrë grua fëmijë njerëz njeriu persona familja gjykata kryeministri presidenti ministri bashkia kryetari shqiptar shqiptare shqipëri tiranë kosovë prishtinë euro lekë milionë përqind ri re reja vjetër madh vogël parë dytë fundit bëri bëjnë bën mori marrë dha dhënë shkoi erdhi vjen mund duhet qenë dërguan gjet hap mbyll deklaroi njoftoi tregoi shtoi sqaroi",
    "sw": "na ya wa kwa ni katika la za kuwa hiyo hilo cha huo huu hii ambaye yake wake watu pia baada kama lakini serikali rais hadi nchi ajili siku mwaka alisema tanzania kenya jana leo",
    "uz": "va bu bilan uchun ham deb bo‘lgan bir haqida o‘zbekiston keyin yil qilish bo'lgan o'z esa edi kerak bo‘ladi bo‘lib yilda ega emas yoki shu ko‘p har bo'yicha bo‘yicha prezidenti toshkent bugun shahar shahridagi tumani viloyati aytishicha dedi ekan bo‘ldi qildi qilindi lekin ammo hozir kuni yangi eski ichida so‘ng avval har haftada odamlar bolalar ular uning ularning o‘zining yangi ishlamoqda hali va bo‘lsa bo‘lishi kerakligini qilgan bergan xabar ma’lum qilindi so‘m foiz maktab bino hududida",
}  # fmt: skip
CROATIAN = "vlak vlaka vlakom kolodvor zrakoplov tisuća tisuće kruh kruha općina općine općini županija županije županiji nogomet glazba glazbe kazalište sveučilište otok otoka otoku obitelj obitelji povijest povijesti znanost promet prometa prometne tvrtka tvrtke novac sigurnosti uvjet uvjeti liječnik liječnici tijelo svijet svijeta vijesti vijeće djeca djece ljeto ljeta prosvjed otvorena otvoreno postaja kazala kazao priopćila izvijestila što tko tjedan tjedna siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca europske kuna vrijeme uvijek gdje također dvije mjesto prije priopćenju tijekom"
BOSNIAN = "bih bosne bosna bosni bosnu hercegovine hercegovina hercegovini sarajevo sarajeva sarajevu federacije federacija federalni kanton kantona kantonu općina općine općini općinski sedmica sedmice sedmicu sedmici historija historije historijski saopćeno saopćio saopćila saopćenju hiljada hiljade voz voza vozovi avion fudbal fudbalski muzika muzike pozorište univerzitet univerziteta porodica porodice hljeb kafa također tačno tačka januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra evropske evropski evropa sistem sistema entitet entiteta dejtonski uposlenici uslov uslovi vanredni ljekar ljekari ponovo kazao kazala istakao naglasio mektebi džamija džamije mahala"
SERBIAN = "voz voza vozom vozovi stanica železnica železnice avion hiljada hiljade hleb hleba opština opštine opštini fudbal muzika muzike pozorište univerzitet ostrvo ostrva porodica porodice istorija istorije nauka saobraćaj saobraćaja firma firme bezbednosti uslov uslovi lekar lekari telo svet sveta vesti veće deca dece leto leta protest kasni putnici kreće kazala kazao saopštila saopštio izvestila šta ko nedelja nedelje januara februara marta aprila juna jula avgusta septembra oktobra novembra decembra evropske dinara vreme uvek gde takođe dve mesto pre saopštenju tokom srbije beograd srbija reč posle"


def weights(language: str) -> Counter[str]:
    """{word: weight} of a language: its frequency, or for languages without counts what the hand list and its lexicon tell."""
    found: Counter[str] = Counter()
    if language in FREQUENT:
        for word, share in wordfreq.get_frequency_dict(FREQUENT[language], "best").items():
            if share < RARE:
                break
            if not any(char.isdigit() for char in word):
                found[word] = share * 1e6
        return found
    table = tomllib.loads(path.read_text("utf-8")) if (path := LEXICONS / f"{language}.toml").exists() else {}
    for section in table.values():
        for phrases in section.values() if isinstance(section, dict) else ():
            for phrase in phrases:
                found.update(dict.fromkeys(WORD.findall(phrase.lower()), 60.0))
    for rank, word in enumerate(dict.fromkeys(BY_HAND.get(language, "").split())):
        found[word] += 40000 / (rank + 3)
    if language in LISTED:
        found.update(dict.fromkeys([word for word in stopwordsiso.stopwords(language) if language != "ku" or word[0] < "\u0250"], 60.0))
    return found


def south_slavic() -> tuple[Counter[str], Counter[str]]:
    """Croatian and Serbian, which the frequencies count together: "mjesec" is told from "mesec" where both are words."""
    both = weights("hr")
    croatian, serbian = Counter(both), Counter(both)
    for word in both:
        for jat in ("ije", "je"):
            short = word.replace(jat, "e", 1)
            if jat in word and len(word) > 4 and short in both:
                serbian[word] *= 0.03
                croatian[short] *= 0.03
    for own, other, words in ((croatian, serbian, CROATIAN), (serbian, croatian, SERBIAN)):
        for word in words.split():
            own[word] = max(own[word], 200)
            other[word] *= 0.02
    return croatian, serbian


def bosnian(croatian: Counter[str]) -> Counter[str]:
    """Bosnian: what Croatian writes, hardly less frequent, but for the words by which the two are told apart."""
    found = Counter({word: weight * 0.9 for word, weight in croatian.items()})
    own = dict.fromkeys(BOSNIAN.split())
    for word in set(CROATIAN.split()) - own.keys():
        found[word] *= 0.02
    for word in own:
        found[word] = max(found[word], 200)
        if word not in CROATIAN.split():
            croatian[word] *= 0.02
    return found


def cyrillic(latin: Counter[str]) -> Counter[str]:
    """The same words in the other script."""
    found: Counter[str] = Counter()
    for word, weight in latin.items():
        if not set(word) & set("qwxy"):
            text = word.replace("lj", "љ").replace("nj", "њ").replace("dž", "џ")
            found["".join(CYRILLIC.get(char, char) for char in text)] += weight
    return found


def grams(table: Counter[str]) -> str:
    """The most frequent groups of three letters (or two at a word's edge), one behind the other."""
    found: Counter[str] = Counter()
    for word, weight in table.items():
        edged = f" {word} "
        for at in range(len(edged) - 2):
            found[edged[at : at + 3]] += weight
    return "".join(gram for gram, _ in found.most_common(GRAMS))


def main() -> None:
    """Write the modules."""
    table = {language: weights(language) for language in dict.fromkeys([*FREQUENT, *LISTED, *BY_HAND, "bs"])}
    table["hr"], table["sr-Latn"] = south_slavic()
    table["bs"] = bosnian(table["hr"])
    table["sr"] = cyrillic(table["sr-Latn"])
    first = {"hr": CROATIAN.split(), "bs": BOSNIAN.split(), "sr-Latn": SERBIAN.split(), "sr": list(cyrillic(Counter(SERBIAN.split())))}  # seldom, but telling
    lines = ['"""Generated by tools/build_languages.py; words in order of frequency."""', "", "# ruff: noqa: E501, RUF001", "WORDS = {"]
    for language in sorted(table):
        words = dict.fromkeys([*first.get(language, ()), *(word for word, _ in table[language].most_common(MOST))])
        lines.append(f"    {language!r}: {' '.join(words)!r},")
    (PACKAGE / "_languages.py").write_text("\n".join([*lines, "}"]) + "\n", "utf-8")
    lines = [
        '"""Generated by tools/build_languages.py; groups of three letters in order of frequency."""',
        "",
        "# ruff: noqa: E501, RUF001",
        "GRAMS = {",
    ]
    told = [language for language in sorted(table) if language not in BY_SCRIPT and len(table[language]) >= LEAST]
    lines += [f"    {language!r}: {grams(table[language])!r}," for language in told]
    (PACKAGE / "_grams.py").write_text("\n".join([*lines, "}"]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
