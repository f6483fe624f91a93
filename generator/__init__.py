"""evidence-site: PubMed records in, a published website of evidence cards out."""

__version__ = "0.1.0"
