"""`iop risk`: one line out for each line in."""

from click.testing import CliRunner

from skill.cli.risk import command


def run(said, *options):
    return CliRunner().invoke(command, list(options), input=said)


def test_a_line_out_for_each_line_in_in_order():
    done = run("i want to die\n\nhello\r\nmy husband hits me\n\n")
    assert done.exit_code == 0
    assert done.output.splitlines() == ["full\tsuicide", "none\t-", "none\t-", "full\tabuse", "none\t-"]


def test_bytes_that_are_no_text_are_classified():
    done = run(b"\xff\xfe\ni want to die\xff\n")
    assert done.output.splitlines() == ["none\t-", "full\tsuicide"]


def test_odd_line_separators_do_not_split_a_line():
    done = run("i want\u2028 to die\x0b or not\x85 maybe\n")
    assert len(done.output.splitlines()) == 1


def test_explain_says_who_and_why():
    level, family, subject, pattern, span = (
        run("my son wants to die\n", "--explain").output.rstrip("\n").split("\t")
    )
    assert (level, family, subject) == ("full", "suicide", "other")
    assert pattern.startswith("suicide.")
    assert span.count("-") == 1
