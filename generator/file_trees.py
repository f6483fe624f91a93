"""Folders of many files, made out of each other by links and renames: what does not change is not touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path


def files_below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, from that folder, with forward slashes."""
    return (path for path, _ in _inodes(str(folder)))


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """The same file under another path, in place of what is there: files of a site are never written into."""
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)  # noqa: PTH108
        link_or_copy(source, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=False)
        link_or_copy(source, target)
    except OSError:  # a file system without hard links, or two file systems
        shutil.copyfile(source, target)


def mirror(wanted: Mapping[str, str], folder: Path, *, apart: tuple[str, ...] = ()) -> set[str]:
    """Makes a folder hold these files, each a link to the one given for its path, and no others.

    What is there already stays, so that this costs what differs; the paths of that are given back. Paths that begin
    with one of ``apart`` are left alone.
    """
    there = {path: inode for path, inode in _inodes(str(folder)) if not path.startswith(apart)}
    stays = {path for path, inode in there.items() if path in wanted and os.stat(wanted[path]).st_ino == inode}  # noqa: PTH116 - called for every file
    gone = there.keys() - stays
    for path in gone:
        os.unlink(f"{folder}/{path}")  # noqa: PTH108
    for first in {path.rpartition("/")[0]: path for path in gone}.values():  # one of each folder
        remove_empty_folders(folder, first)
    for path, source in wanted.items():
        if path not in stays:
            link_or_copy(source, f"{folder}/{path}")
    return stays


def move_into(folder: str | Path, target: str | Path) -> None:
    """Moves all that a folder holds into another one, over what has the same names there."""
    try:
        os.rename(folder, target)  # noqa: PTH104 - whole folders where the other has none of that name
    except OSError:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    move_into(entry.path, f"{target}/{entry.name}")
                else:
                    os.replace(entry.path, f"{target}/{entry.name}")  # noqa: PTH105
        os.rmdir(folder)  # noqa: PTH106


def remove_empty_folders(home: Path, path: str) -> None:
    """Takes away the folders between ``home`` and a file that is gone, as far as they are empty."""
    for folder in (home / path).parents:
        if folder == home or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def _inodes(folder: str) -> Iterator[tuple[str, int]]:
    """The paths of all files of a folder, and their inodes, which its own listing tells."""
    folders = [""]
    for inside in folders:
        try:
            with os.scandir(f"{folder}/{inside}") as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(f"{inside}{entry.name}/")
                    else:
                        yield f"{inside}{entry.name}", entry.inode()
        except OSError:  # no such folder, or not ours to read: the engine passes it over too
            continue
