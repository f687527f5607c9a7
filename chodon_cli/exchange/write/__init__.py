"""The register out into files: folder, manifest, template, rejected rows."""
