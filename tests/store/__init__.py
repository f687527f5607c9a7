"""The register's file: made, opened, upgraded, shared between processes; its journal."""
