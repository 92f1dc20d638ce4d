"""The settings of the embedded server."""

from __future__ import annotations

import os

from kundenwerk.platform.postgres.cluster import PORT, Cluster

_MEBIBYTE = 1 << 20


def write(found: Cluster) -> None:
    """Settings follow the machine at each start; no statement text or value goes to the log."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MEBIBYTE
    settings = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(found.socket_folder),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": "80",
        "shared_buffers": f"{min(max(memory // 8, 64), 1024)}MB",
        "effective_cache_size": f"{max(memory // 2, 256)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{min(max(memory // 16, 64), 256)}MB",
        "huge_pages": "off",
        "jit": "off",
        "max_wal_size": "1GB",
        "wal_compression": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "logging_collector": "on",
        "log_filename": "postgresql-%a.log",
        "log_rotation_age": "1d",
        "log_truncate_on_rotation": "on",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
    }
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()]
    (found.data / "kundenwerk.conf").write_text("".join(lines))


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")
