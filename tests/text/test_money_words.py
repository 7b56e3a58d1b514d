"""What the money's words say of led and shared awards is what the figures beside them show, in every authority."""

from briefgen.pipeline.session import Session


def test_a_direction_left_open_says_what_leaves_it_open(session: Session) -> None:
    seen = {"apart": 0, "depends": 0}
    for code in session.areas.authorities:
        area = session.areas.resolve(str(code))
        briefing = session.briefing(area)
        section = briefing.section("money")
        title = next((f.title.text for f in section.figures if f.id == "money.range"), "")
        led = briefing.facts["luf.led"].value
        if "shared awards apart" in title:
            seen["apart"] += 1
            assert led < briefing.facts["luf.formula.low"].value, code
            assert briefing.facts["luf.shared.count"].value > 0, code
        elif "depends on the formula" in title:
            seen["depends"] += 1
            assert briefing.facts["luf.formula.low"].value <= led <= briefing.facts["luf.formula.high"].value, code
    assert min(seen.values()) > 0
    assert sum(seen.values()) < len(session.areas.authorities)
