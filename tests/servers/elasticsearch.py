"""A real Elasticsearch without Docker: the server's own libraries, in a bare node.

Maven has the server and its HTTP transport, and not the other modules of the
distribution: there is no analysis but the core's (the search needs only ``whitespace``),
no scripting, and ``GET /`` is answered with 405. The official distribution, which
production uses and Docker starts, has all of that.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from tests.servers.keeping import Missing, Server, apt_install, docker_runs

VERSION = "9.5.3"
OLDEST_JAVA = 21
SOURCES = Path(__file__).with_name("elasticsearch_node")
TRANSPORT = "org.elasticsearch.transport.netty4"
DESCRIPTOR = f"""\
name=transport-netty4
description=HTTP
version={VERSION}
elasticsearch.version={VERSION}
java.version={OLDEST_JAVA}
classname={TRANSPORT}.Netty4Plugin
modulename={TRANSPORT}
"""
JAVA_OPTIONS = (
    "-Xms512m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "--enable-native-access=ALL-UNNAMED,org.elasticsearch.nativeaccess",
    "--add-modules=jdk.net,jdk.management,jdk.incubator.vector,ALL-MODULE-PATH",
)


def server() -> Server:
    """Return a single node that keeps its data in its folder."""
    java = _java()
    if java is None and apt_install(f"openjdk-{OLDEST_JAVA}-jdk-headless"):
        java = _java()
    has_maven = shutil.which("mvn") or (java and apt_install("maven"))
    if java and has_maven:
        home = _home(java)

        def command(folder: Path, port: int) -> list[str]:
            words = [f"{java}/bin/java", *JAVA_OPTIONS, f"--module-path={home}/lib"]
            return [
                *words,
                "-cp",
                str(home),
                "TestNode",
                str(home),
                str(folder),
                str(port),
            ]

    elif docker_runs():
        command = _in_docker
    else:
        raise Missing(
            f"Elasticsearch (Java {OLDEST_JAVA} or newer with Maven, or Docker)",
            "install them, or set TEST_ELASTICSEARCH_URL",
        )
    return Server(
        "elasticsearch",
        command=command,
        url="http://127.0.0.1:{port}",
        ready=_answers,
        seconds=180,
    )


def _java() -> Path | None:
    """Return the home of a Java development kit that is new enough."""
    named = [os.environ.get("ELASTICSEARCH_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    homes = [Path(home) for home in named if home]
    homes += sorted(Path("/usr/lib/jvm").glob("*"), key=_java_version, reverse=True)
    usable = (home for home in homes if (home / "bin" / "javac").exists())
    return next((home for home in usable if _java_version(home) >= OLDEST_JAVA), None)


def _java_version(home: Path) -> int:
    release = home / "release"
    text = release.read_text() if release.exists() else ""
    found = re.search(r'^JAVA_VERSION="(\d+)', text, re.MULTILINE)
    return int(found[1]) if found else 0


def _home(java: Path) -> Path:
    """Return the node's home, laid out once for each version of what it is made of."""
    sources = sorted(SOURCES.iterdir())
    parts = [VERSION, str(_java_version(java)), *(path.read_text() for path in sources)]
    digest = hashlib.sha256("".join(parts).encode()).hexdigest()[:8]
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    home = cache / "network-tests" / f"elasticsearch-{VERSION}-{digest}"
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.parent) as folder:
            _lay_out(Path(folder) / "home", java)
            # At once and whole, or not at all: a run may be broken off.
            (Path(folder) / "home").rename(home)
    return home


def _lay_out(home: Path, java: Path) -> None:
    transport = home / "modules" / "transport-netty4"
    for folder in (transport, home / "config", home / "plugins"):
        folder.mkdir(parents=True)
    subprocess.run(
        [
            *("mvn", "--batch-mode", "--quiet", "--file", SOURCES / "pom.xml"),
            f"-Delasticsearch.version={VERSION}",
            f"-DoutputDirectory={home}/lib",
            "dependency:copy-dependencies",
        ],
        check=True,
    )
    for name in ("netty-*", "transport-netty4-*", "elasticsearch-ssl-config-*"):
        for path in (home / "lib").glob(f"{name}.jar"):
            path.rename(transport / path.name)
    (transport / "plugin-descriptor.properties").write_text(DESCRIPTOR)
    node = SOURCES / "TestNode.java"
    javac = [f"{java}/bin/javac", "-cp", f"{home}/lib/*", "-d", home, node]
    subprocess.run(javac, check=True)


def _in_docker(_folder: Path, port: int) -> list[str]:
    settings = ("discovery.type=single-node", "xpack.security.enabled=false")
    options = [word for setting in settings for word in ("--env", setting)]
    published = ["--publish", f"127.0.0.1:{port}:9200"]
    return ["docker", "run", "--rm", *published, *options, f"elasticsearch:{VERSION}"]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False
