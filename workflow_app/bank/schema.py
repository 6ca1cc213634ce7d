"""XML taken in safely and held against the official schemas of ISO 20022, which an installed package carries."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

from lxml import etree

from workflow_app.bank.transfer import LARGEST_BYTES, Unreadable

CARRIER = "pain001"  # never imported: only its schema files are read
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
DECLARED = re.compile(r"""<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")  # neither document types nor entities belong into a message


@cache
def schema_of(message: str) -> Any:
    """The compiled official schema of a message such as pain.002.001.03; FileNotFoundError when the package is gone."""
    carried = [file for file in files(CARRIER) or () if file.name == f"{message}.xsd"]
    if not carried:
        raise FileNotFoundError(f"{CARRIER} carries no {message}.xsd")
    return etree.XMLSchema(etree.parse(str(Path(str(carried[0].locate()))), _parser()))


def read_message(message: str, data: bytes) -> Any:
    """The root of a valid message. Raises Unreadable for anything that is no such message or that could do harm."""
    root = _parsed(_text(data))
    wanted, found = f"{{{NAMESPACE}{message}}}Document", str(root.tag)
    if found != wanted:
        raise Unreadable(f"这不是 {message} 报文，根元素是“{found[-80:]}”。请向代理银行取得 {message} 格式的回执。")
    if fault := fault_of(message, root):
        raise Unreadable(f"回执报文不符合 {message} 的官方模式：{fault}。请向代理银行重新取得，本次没有入账。")
    return root


def fault_of(message: str, root: Any) -> str:
    """Where a document first differs from its schema; '' when it is valid."""
    schema = schema_of(message)
    if schema.validate(root):
        return ""
    first = schema.error_log[0]
    return f"第{first.line}行，{first.message.replace(f'{{{NAMESPACE}{message}}}', '')[:200]}"


def _text(data: bytes) -> str:
    if len(data) > LARGEST_BYTES:
        raise Unreadable("回盘文件超过20MB，不像是本批次的回盘。请核对后重新选择。")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Unreadable(
            f"回执报文第{broken.start}字节处不是UTF-8编码，文件可能已损坏。请重新下载后再导入。"
        ) from broken
    declared = DECLARED.match(text)
    if declared and declared[1].lower() != "utf-8":
        raise Unreadable(f"回执报文声明的编码是{declared[1]}，应是UTF-8。请向代理银行重新取得。")
    if any(each in text for each in FORBIDDEN):
        raise Unreadable("回执报文里有文档类型或实体声明，为安全起见没有读取。请向代理银行取得不含这些声明的报文。")
    return text


def _parsed(text: str) -> Any:
    try:
        return etree.fromstring(text.encode(), _parser())
    except etree.XMLSyntaxError as broken:
        raise Unreadable(
            f"回执报文第{broken.lineno}行读不下去，可能没有下载完整。请重新下载后再导入，本次没有入账。"
        ) from broken


def _parser() -> Any:
    """Neither entities, network, document types nor trees beyond libxml2's own limits."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
