"""``staff add|list|disable|enable|activate|passwd|factor``; secrets come from a prompt or a file."""

from __future__ import annotations

import argparse
import getpass
from dataclasses import replace
from pathlib import Path

import segno

from app.cli.output import DONE, REFUSED, emit, refuse
from app.cli.services import Services
from app.cli.words import words
from app.domain.errors import AccessDeniedError, RuleViolationError, VentanillaError
from app.domain.provinces import PROVINCES
from app.domain.staff import Agency, Duty, Session, StaffMember
from app.stages.access import (
    ActivateAccount,
    ActivateCommand,
    AddStaff,
    AddStaffCommand,
    EnableAccount,
    EnrolSecondFactor,
    ManageStaff,
    PasswordCheck,
    SignIn,
    SignInCommand,
)

COMMAND_LINE = "command line"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("staff", help=words("staff.help"))
    parser.add_argument("--json", action="store_true", help=words("program.json_lines"))
    parser.add_argument("--as", dest="acting", metavar="LOGIN", help=words("staff.as_help"))
    parser.add_argument(
        "--as-password-file", type=Path, metavar="FILE", help=words("staff.as_password_help")
    )
    actions = parser.add_subparsers(dest="action", required=True)
    _add_addition(actions.add_parser("add", help=words("staff.add_help")))
    actions.add_parser("list", help=words("staff.list_help"))
    for name, told in (
        ("disable", words("staff.disable_help")),
        ("enable", words("staff.enable_help")),
        ("passwd", words("staff.passwd_help")),
    ):
        action = actions.add_parser(name, help=told)
        action.add_argument("login", help=words("staff.login_help"))
        action.add_argument(
            "--password-file", type=Path, metavar="FILE", help=words("staff.password_help")
        )
    _add_activation(actions.add_parser("activate", help=words("staff.activate_help")))
    factor = actions.add_parser("factor", help=words("staff.factor_help"))
    factor.add_argument("login", help=words("staff.login_help"))
    factor.add_argument("--qr", type=Path, metavar="FILE", help=words("staff.qr_help"))
    parser.set_defaults(run=run)


def _add_addition(add: argparse.ArgumentParser) -> None:
    duties, provinces = [duty.value for duty in Duty], sorted(p.code for p in PROVINCES)
    add.add_argument("login", help=words("staff.login_help"))
    add.add_argument("--name", required=True, help=words("staff.name_help"))
    add.add_argument("--cedula", required=True, help=words("staff.cedula_help"))
    add.add_argument("--duty", required=True, choices=duties, help=words("staff.duty_help"))
    add.add_argument("--agency", required=True, help=words("staff.agency_help"))
    add.add_argument("--agency-name", default="", help=words("staff.agency_name_help"))
    add.add_argument(
        "--province", required=True, choices=provinces, help=words("staff.province_help")
    )
    add.add_argument("--email", default="", help=words("staff.email_help"))
    add.add_argument(
        "--password-file", type=Path, metavar="FILE", help=words("staff.password_help")
    )


def _add_activation(first: argparse.ArgumentParser) -> None:
    first.add_argument("login", help=words("staff.login_help"))
    for option, told in (
        ("--password-file", words("staff.given_help")),
        ("--code-file", words("staff.code_help")),
        ("--new-password-file", words("staff.own_help")),
    ):
        first.add_argument(option, type=Path, metavar="FILE", help=told)


def _secret(path: Path | None, prompt: str) -> str:
    if path is None:
        try:
            return getpass.getpass(prompt)
        except EOFError as error:
            # Nobody is there to type it, as in a script.
            raise RuleViolationError("PASSWORD_NEEDED", option="password file") from error
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleViolationError("PASSWORD_FILE_UNREADABLE", file=str(path)) from error


def _session(args: argparse.Namespace, services: Services) -> Session | None:
    with services.store.look() as stored:
        is_first = not stored.staff.all()
    if is_first:
        return None
    if not args.acting:
        raise AccessDeniedError("SIGN_IN_NEEDED", option="--as LOGIN")
    password = _secret(args.as_password_file, words("staff.ask_of", login=args.acting))
    check = PasswordCheck(services.store, services.hasher, services.clock)
    return SignIn(services.store, check, services.clock)(
        SignInCommand(args.acting, password, COMMAND_LINE)
    )


def run(args: argparse.Namespace, services: Services) -> int:
    """Do it; exit 1 with the reason when refused."""
    try:
        if args.action == "activate":
            return _activate(args, services)
        session = _session(args, services)
        if args.action == "add":
            return _add(args, services, session)
        if session is None:
            raise AccessDeniedError("SIGN_IN_NEEDED", option="staff add first")
        return _manage(args, services, session)
    except VentanillaError as error:
        return refuse(error, as_json=args.json)


def _add(args: argparse.Namespace, services: Services, session: Session | None) -> int:
    agency = Agency(args.agency, args.agency_name or args.agency, args.province)
    member = AddStaff(services.store, services.hasher, services.clock)(
        AddStaffCommand(
            session=session,
            login=args.login,
            full_name=args.name,
            cedula=args.cedula,
            duty=Duty(args.duty),
            agency=agency,
            password=_secret(args.password_file, words("staff.ask_new")),
            email=args.email,
        )
    )
    _show(member, as_json=args.json)
    return DONE


def _manage(args: argparse.Namespace, services: Services, session: Session) -> int:
    manage = ManageStaff(services.store, services.hasher, services.clock)
    members = manage.everyone(session)
    if args.action == "list":
        for member in members:
            _show(member, as_json=args.json)
        return DONE
    found = [one for one in members if one.login == args.login.casefold()]
    if not found:
        emit(
            {"error": "LOGIN_UNKNOWN"},
            as_json=args.json,
            text=words("staff.unknown", login=args.login),
        )
        return REFUSED
    member = found[0]
    if args.action == "factor":
        return _factor(args, services, session, member)
    if args.action == "enable":
        return _enable(args, services, session, member)
    if args.action == "disable":
        member = manage.disable(session, member.id)
    elif member.id == session.staff_id:
        current = _secret(args.as_password_file, words("staff.ask_present"))
        password = _secret(args.password_file, words("staff.ask_new"))
        manage.change_own_password(session, password, current)
    else:
        password = _secret(args.password_file, words("staff.ask_new"))
        member = manage.give_password(session, member.id, password)
    _show(member, as_json=args.json)
    return DONE


def _enable(
    args: argparse.Namespace, services: Services, session: Session, member: StaffMember
) -> int:
    enabled = EnableAccount(services.store, services.clock)(session, member.id)
    if not enabled.code or enabled.until is None:
        _show(enabled.member, as_json=args.json)
        return DONE
    said = {"login": member.login, "code": enabled.code, "until": enabled.until}
    until = f"{enabled.until:%Y-%m-%d %H:%M}"
    text = words("staff.code", login=member.login, code=enabled.code, until=until)
    emit(said, as_json=args.json, text=text)
    return DONE


def _activate(args: argparse.Namespace, services: Services) -> int:
    command = ActivateCommand(
        login=args.login,
        workstation=COMMAND_LINE,
        password=_secret(args.password_file, words("staff.ask_given")),
        code=_secret(args.code_file, words("staff.ask_code")),
        new_password=_secret(args.new_password_file, words("staff.ask_new")),
    )
    check = PasswordCheck(services.store, services.hasher, services.clock)
    activate = ActivateAccount(services.store, check, services.hasher, services.clock)
    _show(activate(command).staff, as_json=args.json)
    return DONE


def _factor(
    args: argparse.Namespace, services: Services, session: Session, member: StaffMember
) -> int:
    link = EnrolSecondFactor(services.store, services.clock)(session, member.id)
    if args.qr is not None:
        segno.make(link, micro=False).save(str(args.qr), kind="svg", scale=4)
    emit({"login": member.login, "link": link}, as_json=args.json, text=link)
    return DONE


def _show(member: StaffMember, *, as_json: bool) -> None:
    masked = replace(member, cedula=f"…{member.cedula[-3:]}")
    state = "" if member.active else words("staff.disabled")
    text = f"{member.login}  {member.duty.value}  {member.agency.code}  {member.full_name}{state}"
    emit(masked, as_json=as_json, text=text)
