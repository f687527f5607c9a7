"""What --find asks: a text as it stands, or words that begin with each of its words, in any order.

Capitals and tone marks do not matter. Of two words of which one begins as the other does (`ha hang`) each has its own:
Hà Thị Hằng has both, Nguyễn Thị Hằng has not. Apostrophes do not matter, nor how a hyphen is made: `hbia` is H'Bia.
"""

import re
from collections.abc import Callable, Iterable

from chodon_cli.input_row import Values
from chodon_cli.queries.select import containing
from chodon_cli.text import search_form, sought_form

MOST_WORDS = 30  # a longer text is a sentence, which stands as it is or not at all


def find_condition(key: str, text: str, code: str = "") -> tuple[str, Values]:
    """A condition on a search key (SQL), and its values; `code` is another expression, which may have it as well."""
    text = sought_form(text)
    conditions, values = [f"{key} LIKE :find ESCAPE '!'"], Values(find=containing(text, str))
    beginnings = word_beginnings(text)
    if beginnings:
        has_words = []
        for place, (word, times) in enumerate(beginnings.items()):
            has_word, of_word = _word_condition(f"find_{place}", word, times, key, code)
            has_words.append(has_word)
            values |= of_word
        conditions.append(f"({' AND '.join(has_words)})")
    elif code:  # no code has a blank in it
        conditions += [f"{code} LIKE :find_code ESCAPE '!'", f"lower({code}) LIKE :find ESCAPE '!'"]
        values["find_code"] = containing(text, str.upper)
    condition = f"({' OR '.join(conditions)})"
    rarest = next((word for word, times in beginnings.items() if times == 1), "")
    if not rarest:
        return condition, values
    may_have_it, of_rarest = _may_have(rarest, key, code)
    return f"({may_have_it} AND {condition})", values | of_rarest


def _may_have(word: str, key: str, code: str) -> tuple[str, Values]:
    """What holds of whatever is found: most rows are put aside by it, which is asked faster than all of the words."""
    condition, values = f"{key} LIKE :find_rarest ESCAPE '!'", Values(find_rarest=containing(word, str))
    if code:
        condition += f" OR {code} LIKE :find_rarest_code ESCAPE '!'"
        values["find_rarest_code"] = containing(word, str.upper)[1:]
    return f"({condition})", values


def _word_condition(name: str, word: str, times: int, key: str, code: str) -> tuple[str, Values]:
    """That so many words begin with this one, and its values, whose names begin with this name."""
    within = containing(f" {word}", str)[1:] * times
    if times > 1:
        together = f"' ' || {key}" + (f" || ' ' || lower({code})" if code else "")
        return f"{together} LIKE :{name} ESCAPE '!'", {name: f"%{within}"}
    conditions = [f"{key} LIKE :{name}_first ESCAPE '!'", f"{key} LIKE :{name} ESCAPE '!'"]
    values: Values = {name: f"%{within}", f"{name}_first": within[1:]}
    if code:  # in capitals: nothing is put together for each row
        conditions.append(f"{code} LIKE :{name}_code ESCAPE '!'")
        values[f"{name}_code"] = within[1:].upper()
    return f"({' OR '.join(conditions)})", values


def text_finder(text: str) -> Callable[[Iterable[str | None]], bool]:
    """The same asked of the texts of a record: whether one of them has the text, or all together its words."""
    sought = sought_form(text)
    patterns = [(re.compile(rf"(?<!\S){re.escape(word)}"), times) for word, times in word_beginnings(sought).items()]

    def has_it(texts: Iterable[str | None]) -> bool:
        keys = [search_form(each) for each in texts if each]
        if any(sought in key for key in keys):
            return True
        together = " ".join(keys)
        return bool(patterns) and all(len(pattern.findall(together)) >= times for pattern, times in patterns)

    return has_it


def word_beginnings(text: str) -> dict[str, int]:
    """Each word of the text, if it has several but not many, and how many words must begin with it; rarest first."""
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS:
        return {}
    rarest_first = sorted({*words}, key=lambda word: (word.isalpha(), -len(word), word))
    return {word: sum(other.startswith(word) for other in words) for word in rarest_first}
