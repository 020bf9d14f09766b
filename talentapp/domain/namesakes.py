"""Names of people and of organisations that are words of the language, too: they count only with a capital letter."""

NAMESAKES = frozenset(
    """
    abstract access active advanced alpha amber amp analog anchor angel apex apple applied april arc archer arm
    art ash atlas atom august aurora autumn axis baker ban bang banks beam best beta bill bin bird bishop bit
    black blank blue bolt boost booth bow brand bridge bright brook burns butler cadence can cash central chance
    chase chin chip church circuit clay cliff cloud coal cook core cross cube dash data dawn day dean delta
    digital ding dong dot drop duke early east edge element engine epic eth faith falls fan fast field fields
    fine flex flint flood flower focus ford forest forge fort fox frank free frost fusion future galaxy gamma
    gang gates gene general glass global gold golden good grace grant graph graphics gray green grid grove hall
    hand hang hash hen high hill hook hope horn house hub hung hunt hunter icon imagination impact infinity
    integral intelligence inter iris ivy jasmine joy june just kernel key king kit knight lake lance land lane
    lass law layer level light lightning lily lime ling link list little lock logic long loop love lumen lung
    man mark marks marsh mason masters matrix max may mead meadows men mentor mercy merit meta micro micron
    miles mill min mit mobile modular momentum moon moor moss nano native network neural next noble node nordic
    norm north nova oak ocean olive omega omni open optical oracle orbit pace page pan pang park parks patch
    peak pearl penny pepper phoenix photon pierce pike pin pine ping pixel plus pollard pool poole pope porter
    post potter power price prime prince prism program pulse pure quantum queen quest radiant rain ran rang
    rapid ray reason reed rice rich richer ridge ring rise river rivers robin rock rocket rod root rose ruby
    rush sage salt sand sands sang scale self sense shade sharp shaw she shepherd shield short shun signal
    silicon silver sin sing singer sit skip small smart smith snap snow solid son song sonic source spark
    spectrum speed sphere spirit spring square stack star stark steel stellar stern stone storm stream street
    strong summer summers summit sun sung swan sweet swift switch syntax tab tan tang tensor terra tesla thorn
    thread tie titan torch tower trace tree true unity universal vale van vector velocity vertex vine vision
    vista wall wan ward warner waters wave way weeks wells west white wild will wing wise wolf wood woods worth
    yen yin you young zen zenith zero zoom
    """.split()  # noqa: SIM905
)
NO_NAMES_ALONE = frozenset(
    """
    ai al am an as at be by cu do ga ge go he hi ic id if in io ip is it me mu my no nu of oh ok on or os pa ph
    pi qa ra so st to up us we
    """.split()  # noqa: SIM905
)
"""Words of two letters that are a name only after an initial or a title."""
HAN_NAMESAKES = {
    "苹果": "苹果(?![树园派汁醋酱])",
    "字节": r"(?<![\d个每单双多])(?<!\d\s)字节(?![码序流数]|对齐)",
    "高通": "高通(?!量)",
    "新思": "新思(?![路想维潮])",
    "阿里": "阿里(?!山)",
    "三星": "三星(?!级)",
    "北大": "北大(?!西洋)",
    "上交": "上交(?!所)",
    "天大": "天大(?!的)",
    "多大": "(?<!有)多大(?!的)",
}
"""Organisations in short whose characters are words of the language or the beginning of longer ones, and patterns of
where they are the organisation."""
