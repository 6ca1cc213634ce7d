"""One door for every profile: an order into files, a file into what it says. Which kind of format it is ends here."""

from __future__ import annotations

from collections.abc import Sequence

from workflow_app.bank.delimited_in import read_cells
from workflow_app.bank.delimited_out import write_cells, write_cells_answer
from workflow_app.bank.iso20022_in import read_report
from workflow_app.bank.iso20022_out import write_initiation, write_report
from workflow_app.bank.profile import Delimited, Profile
from workflow_app.bank.transfer import LARGEST_BYTES, Answer, Order, Part, Said, Transfer, Unreadable


def write(profile: Profile, order: Order) -> list[Part]:
    """The files of an order, as many as the profile's row cap asks for: the same order gives the same bytes.

    Raises Unwritable naming the line this profile cannot carry.
    """
    most = profile.most_lines
    shares = [order.transfers[start : start + most] for start in range(0, len(order.transfers), most)]
    return [_part(profile, order, number, len(shares), share) for number, share in enumerate(shares, start=1)]


def read_answer(profile: Profile, data: bytes) -> list[Said]:
    """What a return file says, row by row. Raises Unreadable for a file that cannot be trusted as a whole."""
    if len(data) > LARGEST_BYTES:
        raise Unreadable("回盘文件超过20MB，不像是本批次的回盘。请核对后重新选择。")
    return read_cells(profile, data) if isinstance(profile, Delimited) else read_report(profile, data)


def write_answer(profile: Profile, batch: str, answers: Sequence[Answer]) -> bytes:
    """The return file as the simulated bank writes it."""
    if isinstance(profile, Delimited):
        return write_cells_answer(profile, batch, answers)
    return write_report(profile, batch, answers)


def _part(profile: Profile, order: Order, number: int, of: int, share: Sequence[Transfer]) -> Part:
    name = order.batch if of == 1 else f"{order.batch}P{number}"
    if isinstance(profile, Delimited):
        data = write_cells(profile, order, share)
    else:
        data = write_initiation(profile, order, name, share)
    fen = sum(each.fen for each in share)
    first, last = share[0].ordinal, share[-1].ordinal
    return Part(number, f"{name}.{profile.extension}", first, last, len(share), fen, data)
