"""Questions in seven languages find their documents by words alone, among others of the same
language, over the real store: inflected, compounded, with particles, marks and other widths."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.engine import Engine
from docmind.core.schema import Query
from docmind.core.settings import EmbeddingSettings, load

TEXTS = {
    "ru": {
        "dogovor": "Договор аренды квартиры заключён на один год. Арендатор обязан вносить плату "
        "до пятого числа каждого месяца, а хозяин квартиры отвечает за ремонт крыши.",
        "poezd": "Ночной поезд из Казани опоздал на три часа из-за снежных заносов. Пассажирам "
        "раздали горячий чай и предложили пересесть на автобусы.",
        "pchely": "Пчёлы собирают мёд с цветущих лип. Весной пасечник осматривает ульи и меняет "
        "старые рамки на новые.",
        "nalog": "Налоговую декларацию подают до конца апреля. К ней прикладывают справки о "
        "доходах и квитанции об уплате взносов.",
        "muzey": "В музее открылась выставка старинных карт. Смотрители рассказывают детям о "
        "первых мореплавателях и их кораблях.",
    },
    "de": {
        "strassenbahn": "Die Straßenbahn fährt abends nur noch alle dreißig Minuten. An den "
        "Haltestellen hängen neue Fahrpläne, und die Fahrkarten sind teurer geworden.",
        "haeuser": "Die alten Häuser am Fluß wurden nach dem Hochwasser saniert. Viele Mauern "
        "waren feucht, und die Dächer mußten neu gedeckt werden.",
        "mietvertrag": "Im Mietvertrag steht, daß die Kündigung drei Monate vorher schriftlich "
        "erfolgen muß. Die Kaution wird nach der Übergabe der Wohnung zurückgezahlt.",
        "aerzte": "Die Ärztin verschrieb dem Patienten ein Mittel gegen die Schmerzen im Rücken "
        "und riet ihm zu mehr Bewegung an der frischen Luft.",
        "muenchen": "In München tagt der Ausschuss für Lebensmittelsicherheit. Die Prüfer legen "
        "ihre Berichte über Molkereien und Bäckereien vor.",
    },
    "ar": {
        "madrasa": "افتتحت المدرسة الجديدة أبوابها أمام الطلاب في بداية العام. وتضم المدرسة مكتبة "
        "كبيرة ومختبراً للعلوم.",
        "safar": "وصل المسافرون إلى المطار قبل موعد الطائرة بساعتين، وسلّموا حقائبهم ثم انتظروا في "
        "القاعة.",
        "qahwa": "تُزرع القهوة في الجبال العالية، ويجمع المزارعون حبّاتها باليد ثم يجففونها تحت "
        "الشمس.",
        "mustashfa": "زار الطبيب المرضى في المستشفى وكتب لهم الأدوية اللازمة، ونصحهم بشرب الماء.",
        "aqd": "وقّع الطرفان عقد الإيجار لمدة سنة واحدة، ويدفع المستأجر الأجرة في أول كل شهر.",
    },
    "ja": {
        "tenki": "明日の東京都の天気は晴れのち曇りで、午後からは風が強くなる見込みです。",
        "ryori": "この料理には新鮮な野菜を使います。玉ねぎを細かく切って、弱火で炒めてください。",
        "keiyaku": "賃貸契約を解約する場合は、一か月前までに書面で申し込む必要があります。",
        "pasokon": "コンピューターのデータベースを更新する前に、必ずバックアップを取ってください。",
        "tabemono": "昨日は友達と食べた寿司がとても美味しかったので、また店に行きたいと思います。",
    },
    "th": {
        "rotfai": "รถไฟขบวนสุดท้ายออกจากสถานีกรุงเทพตอนสี่ทุ่มและถึงเชียงใหม่ในเช้าวันรุ่งขึ้น",
        "ahan": "ร้านอาหารริมแม่น้ำแห่งนี้มีชื่อเสียงเรื่องต้มยำกุ้งและปลาเผาเกลือ",
        "sanya": "ผู้เช่าต้องจ่ายค่าเช่าบ้านทุกวันที่ห้าของเดือนตามสัญญาเช่า",
        "rongrian": "นักเรียนทุกคนต้องส่งการบ้านวิชาคณิตศาสตร์ให้ครูภายในวันศุกร์",
        "fon": "กรมอุตุนิยมวิทยาเตือนว่าจะมีฝนตกหนักและน้ำท่วมฉับพลันในภาคใต้",
    },
    "ko": {
        "hakgyo": "학교에서는 매주 금요일 오후에 과학 실험을 합니다. 학생들이 식물을 키웁니다.",
        "gyeyak": "임대차 계약서를 작성할 때에는 보증금과 월세를 반드시 확인해야 합니다.",
        "gicha": "부산으로 가는 마지막 기차는 밤 열한 시에 서울역을 출발합니다.",
        "yori": "김치를 담글 때 배추를 소금물에 절이고 고춧가루와 마늘을 넣어 버무립니다.",
        "byeongwon": "병원에 가기 전에 미리 예약을 하면 오래 기다리지 않아도 됩니다.",
    },
    "zh": {
        "hetong": "房屋租赁合同的期限为一年，承租人应当在每月五日之前支付租金。",
        "huoche": "开往广州的火车因为大雪晚点了三个小时，乘客们在候车室里等待。",
        "cha": "这种绿茶产自高山，农民在春天采摘嫩叶，然后用小火炒干。",
        "yiyuan": "医生建议病人每天散步半小时，多喝水，少吃油腻的食物。",
        "tushuguan": "市图书馆周末举办古代地图展览，孩子们可以免费参观。",
    },
}  # fmt: skip

QUESTIONS = [
    ("ru", "арендой квартир", "dogovor"),
    ("ru", "опоздание ночных поездов", "poezd"),
    ("ru", "пчелам меду", "pchely"),
    ("ru", "декларации о доходе", "nalog"),
    ("ru", "выставки карты в музеях", "muzey"),
    ("ru", "ремонте крыш", "dogovor"),
    ("de", "Strassenbahn Fahrplan", "strassenbahn"),
    ("de", "STRASSENBAHNEN", "strassenbahn"),
    ("de", "altes Haus am Fluss", "haeuser"),
    ("de", "feuchte Mauer, neues Dach", "haeuser"),
    ("de", "Kündigungen eines Mietvertrages", "mietvertrag"),
    ("de", "Kuendigung Mietvertrag", "mietvertrag"),
    ("de", "Schmerz im Ruecken", "aerzte"),
    ("de", "Muenchen", "muenchen"),
    ("de", "Prüfer der Lebensmittelsicherheit", "muenchen"),
    ("ar", "مدرسة", "madrasa"),
    ("ar", "بالمدرسة والطلاب", "madrasa"),
    ("ar", "مسافر في مطار", "safar"),
    ("ar", "والقهوة", "qahwa"),
    ("ar", "قَهْوَة الجِبال", "qahwa"),
    ("ar", "ادوية للمرضى بالمستشفى", "mustashfa"),
    ("ar", "عقد ايجار", "aqd"),
    ("ar", "والمزارعين تحت شمس", "qahwa"),
    ("ar", "فالمسافرون", "safar"),
    ("ja", "東京", "tenki"),
    ("ja", "東京都の天気", "tenki"),
    ("ja", "野菜の料理", "ryori"),
    ("ja", "解約", "keiyaku"),
    ("ja", "契約を解約したい", "keiyaku"),
    ("ja", "ﾃﾞｰﾀﾍﾞｰｽ", "pasokon"),
    ("ja", "コンピュータ", "pasokon"),
    ("ja", unicodedata.normalize("NFD", "バックアップ"), "pasokon"),
    ("ja", "寿司を食べる", "tabemono"),
    ("th", "รถไฟเชียงใหม่", "rotfai"),
    ("th", "ต้มยำกุ้ง", "ahan"),
    ("th", "ค่าเช่าบ้าน", "sanya"),
    ("th", "การบ้านคณิตศาสตร์", "rongrian"),
    ("th", "น้ำท่วม", "fon"),
    ("ko", "학교 실험", "hakgyo"),
    ("ko", "계약서의 보증금은", "gyeyak"),
    ("ko", "부산행 기차", "gicha"),
    ("ko", unicodedata.normalize("NFD", "배추김치"), "yori"),
    ("ko", "병원 예약", "byeongwon"),
    ("zh", "租房合同", "hetong"),
    ("zh", "火车晚点", "huoche"),
    ("zh", "绿茶", "cha"),
    ("zh", "医生的建议", "yiyuan"),
    ("zh", "古代地图", "tushuguan"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """All of it in one library, in plain files; a model without weights."""
    folder = tmp_path_factory.mktemp("languages")
    for language, texts in TEXTS.items():
        (folder / "texts" / language).mkdir(parents=True)
        for name, text in texts.items():
            # a number for a name: a transcribed one would be found by that
            at = folder / "texts" / language / f"{list(texts).index(name)}.txt"
            at.write_text(text, "utf-8")
    settings = load(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(folder / "library", settings) as engine:
        assert engine.wait(engine.add([folder / "texts"]), 120) is not None
        yield engine


@pytest.mark.parametrize(("language", "question", "name"), QUESTIONS)
def test_a_question_finds_its_document(
    engine: Engine, language: str, question: str, name: str
) -> None:
    hits = engine.search(Query(question, "words")).hits
    wanted = Path(language, f"{list(TEXTS[language]).index(name)}.txt")
    assert [Path(*hit.path.parts[-2:]) for hit in hits[:1]] == [wanted]
