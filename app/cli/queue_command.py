"""``queue`` and ``case NUMBER``: what lists show, as data; who asked is recorded first.

Nothing that a screen masks is in either: names and masked numbers in the queue, codes in a case.
"""

from __future__ import annotations

import argparse

from app.cli.bounds import whole_between
from app.cli.output import DONE, emit, refuse, say
from app.cli.services import Services
from app.cli.witness import record
from app.cli.words import words
from app.domain.audit import case_chain
from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from app.ports.readers import CaseRow, CaseView, QueueFilter


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare both commands."""
    queue = subparsers.add_parser("queue", help=words("queue.help"))
    queue.add_argument(
        "--state", choices=[state.value for state in CaseState], help=words("queue.state_help")
    )
    queue.add_argument(
        "--limit", type=whole_between(1, 100_000), default=50, help=words("queue.limit_help")
    )
    queue.add_argument("--json", action="store_true", help=words("program.json_lines"))
    queue.set_defaults(run=run_queue, needs_database=True)
    case = subparsers.add_parser("case", help=words("case.help"))
    case.add_argument("number", help=words("case.number_help"))
    case.add_argument("--json", action="store_true", help=words("program.json"))
    case.set_defaults(run=run_case, needs_database=True)


def run_queue(args: argparse.Namespace, services: Services) -> int:
    """List rows, least time left first."""
    states = (CaseState(args.state),) if args.state else ()
    with services.store.read() as readers:
        page = readers.queue.page(QueueFilter(states=states), None, args.limit)
    record(services, "queue.listed", state=args.state or "", rows=len(page.rows))
    for row in page.rows:
        emit(row, as_json=args.json, text=_line(row))
    if not page.rows and not args.json:
        say(words("queue.none"))
    return DONE


def _line(row: CaseRow) -> str:
    due = row.due_at.isoformat(timespec="minutes") if row.due_at else "-"
    return f"{row.number}  {row.state.value:<17} {due:<23} {row.person_name}"


def run_case(args: argparse.Namespace, services: Services) -> int:
    """Show one case without evidence; exit 1 when there is none."""
    with services.store.read() as readers:
        case_id = readers.case.find(args.number)
        view = readers.case.view(case_id) if case_id else None
    if case_id is None or view is None:
        return refuse(RuleViolationError("CASE_UNKNOWN", number=args.number), as_json=args.json)
    record(services, "case.opened", chain=case_chain(case_id))
    emit(_data(view), as_json=args.json, text=_text(view))
    return DONE


def _data(view: CaseView) -> dict[str, object]:
    case = view.case
    return {
        "number": case.number,
        "procedure": case.procedure,
        "state": case.state,
        "round": case.round,
        "package": case.package_number,
        "province": case.province,
        "submitted_at": case.submitted_at,
        "due_at": case.due_at,
        "holder": view.holder_name,
        "version": case.version,
        "files": [
            {
                "requirement": item.file.requirement,
                "round": item.file.round,
                "sha256": item.file.sha256,
                "size": item.file.size,
                "findings": [finding.code for finding in item.findings],
            }
            for item in view.files
        ],
        "marks": [mark.code for mark in view.risk_marks],
        "reviews": [{"round": r.round, "outcome": r.outcome} for r in view.reviews],
        "calls": [{"starts_at": c.starts_at, "outcome": c.outcome} for c in view.calls],
        "decision": view.decision.outcome if view.decision else None,
        "messages": [
            {
                "template": m.template,
                "status": m.status,
                "handed_over_at": m.handed_over_at,
                "may_have_left": m.may_have_left,
            }
            for m in view.messages
        ],
    }


def _text(view: CaseView) -> str:
    case = view.case
    due = case.due_at.isoformat(timespec="minutes") if case.due_at else "-"
    facts = {"number": case.number, "state": case.state.value, "due": due}
    if case.round > 1:
        lines = [words("case.corrected", count=case.round - 1, **facts)]
    else:
        lines = [words("case.first", **facts)]
    for item in view.files:
        codes = " ".join(finding.code.value for finding in item.findings)
        told = {"requirement": item.file.requirement, "size": item.file.size}
        lines.append(words("case.file", findings=codes, **told).rstrip())
    lines += [words("case.mark", code=mark.code) for mark in view.risk_marks]
    lines += [
        words("case.message", template=m.template, status=m.status.value) for m in view.messages
    ]
    return "\n".join(lines)
