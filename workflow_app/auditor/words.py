"""Words beside the money, answers and reasons: each is the one its act has a keyed digest of, or says itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.auditor.books import Books, canonical, moment, parsed


@dataclass(frozen=True, slots=True)
class Question:
    """Rows of (what the act calls the row, what a sentence calls it, the words): by `verb`, whose body calls the row by `called`, and
    its chain, where `called` is ''. `within` is the name of words that stand in the body itself."""

    what: str
    verb: str
    rows: str
    called: str = ""
    within: str = ""


OF_A_CHAIN = "SELECT o.stream_id, {named}, o.{words} FROM {table} o WHERE o.{mark} IS NOT NULL ORDER BY o.id"
PLAN = """
SELECT s.{key}, a.indicator || ' 的用款计划 ' || s.number, s.{words} FROM workflow_app_spendingplan s
JOIN workflow_app_appropriation a ON a.id = s.appropriation_id WHERE s.{mark} IS NOT NULL ORDER BY s.id
"""
MOVE = "SELECT m.id, '第' || m.id || '号资金变动', m.words FROM workflow_app_fundsmove m WHERE m.kind = '{kind}' ORDER BY m.id"
RECOVERY = """
SELECT r.id, c.number || ' 的追回', r.{words} FROM workflow_app_recovery r JOIN workflow_app_case c ON c.id = r.case_id
WHERE r.{mark} IS NOT NULL ORDER BY r.id
"""
REQUEST = {"table": "workflow_app_fundsrequest", "named": "'拨付申请 ' || o.id"}
BATCH = {"table": "workflow_app_paymentbatch", "named": "'批次 ' || o.number"}
QUESTIONS = (
    Question("说明", "draft_plan", PLAN.format(key="number", words="words", mark="by_id"), "plan"),
    Question(
        "批复文号", "approve_plan", PLAN.format(key="id", words="answer", mark="approved_by_id"), "plan", "answer"
    ),
    Question("退回原因", "return_plan", PLAN.format(key="id", words="reason", mark="returned_by_id"), "plan"),
    Question("审核意见", "check_funds", OF_A_CHAIN.format(words="words", mark="checked_by_id", **REQUEST)),
    Question(
        "国库审核意见", "approve_payment", OF_A_CHAIN.format(words="approval_words", mark="approved_by_id", **REQUEST)
    ),
    Question("退回原因", "return_funds_request", OF_A_CHAIN.format(words="reason", mark="returned_by_id", **REQUEST)),
    Question("作废原因", "discard_batch", OF_A_CHAIN.format(words="reason", mark="discarded_by_id", **BATCH)),
    Question("来文说明", "appropriate", MOVE.format(kind="enter"), "move"),
    Question("依据和原因", "allot", MOVE.format(kind="allot"), "move"),
    Question("依据和原因", "transfer_funds", MOVE.format(kind="transfer"), "move"),
    Question("依据和原因", "freeze_funds", MOVE.format(kind="freeze"), "move"),
    Question("依据和原因", "thaw_funds", MOVE.format(kind="thaw"), "move"),
    Question("决定理由", "decide_recovery", RECOVERY.format(words="words", mark="decided_by_id"), "recovery"),
    Question("撤回原因", "annul_recovery", RECOVERY.format(words="annulment", mark="annulled_by_id"), "recovery"),
)
ACTS = (
    "SELECT a.verb, a.stream_id, a.body, a.personal FROM workflow_app_action a WHERE a.verb IN ({verbs}) ORDER BY a.id"
)
FACTS = """
SELECT r.id, c.number, r.facts, r.basis FROM workflow_app_recovery r JOIN workflow_app_case c ON c.id = r.case_id ORDER BY r.id
"""
CARRIED = "SELECT m.kind, m.at, m.by_id, m.words FROM workflow_app_fundsmove m WHERE m.kind IN ('carry', 'lapse') ORDER BY m.id"
CLOSED = "SELECT a.at, a.by_id, a.personal FROM workflow_app_action a WHERE a.verb = 'close_year' ORDER BY a.id"
Told = Mapping[
    str, Mapping[Any, list[tuple[Any, str]]]
]  # verb → row → (body, keyed digest), a row's acts in their order


def found(books: Books) -> Iterator[str]:
    """A sentence for all words that are not those of the act."""
    told = _told(books)
    for question in QUESTIONS:
        for key, named, words in books.ask(question.rows):
            acts = told[question.verb].get(str(key), ())
            if acts and not any(_says(books, question, act, words) for act in acts):
                yield f"{_capital(question, named)}的{question.what}与记录不同"
    for key, number, facts, basis in books.ask(FACTS):
        acts = told["propose_recovery"].get(str(key), ())
        if acts and all(digest != _digest(books, [facts, basis]) for _, digest in acts):
            yield f"办件 {number} 的追回的事实或者依据与记录不同"
    closed = {(moment(at), by): digest for at, by, digest in books.ask(CLOSED)}
    for kind, at, by, words in books.ask(CARRIED):
        if closed.get((moment(at), by), "") not in ("", _digest(books, words)):
            yield f"{moment(at):%Y-%m-%d} 的年终{'结转' if kind == 'carry' else '收回'}的依据和原因与记录不同"


def _capital(question: Question, named: str) -> str:
    if question.verb.endswith("_plan"):
        return f"指标 {named} "
    return f"办件 {named}" if question.verb.endswith("_recovery") else f"{named} "


def _says(books: Books, question: Question, act: tuple[Any, str], words: str) -> bool:
    body, digest = act
    return bool(body[question.within] == words if question.within else digest == _digest(books, words))


def _digest(books: Books, words: Any) -> str:
    return books.keyed(canonical(words), "personal")


def _told(books: Books) -> Told:
    called = {question.verb: question.called for question in QUESTIONS} | {"propose_recovery": "recovery"}
    told: dict[str, dict[Any, list[tuple[Any, str]]]] = defaultdict(lambda: defaultdict(list))
    for verb, stream, raw, personal in books.ask(ACTS.format(verbs=", ".join(f"'{verb}'" for verb in called))):
        body = parsed(raw)
        told[verb][str(body[called[verb]] if called[verb] else stream)].append((body, personal))
    return told
