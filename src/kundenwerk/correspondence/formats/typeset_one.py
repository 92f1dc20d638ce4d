"""Sets one document: request as JSON on standard input, PDF on standard output.

Runs alone, so that a hostile text costs one process and never a worker.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pikepdf
import typst

_FACTUR_X = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PROPERTIES = (
    ("DocumentFileName", "name of the embedded XML invoice file"),
    ("DocumentType", "INVOICE"),
    ("Version", "version of the XML schema"),
    ("ConformanceLevel", "conformance level of the embedded invoice"),
)
_DESCRIPTION = """
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:fx="{space}"><fx:DocumentType>INVOICE</fx:DocumentType>
  <fx:DocumentFileName>{name}</fx:DocumentFileName><fx:Version>1.0</fx:Version>
  <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>fx</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_PROPERTY = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{}</pdfaProperty:description></rdf:li>"""


def main() -> None:
    """Read the request, write the file."""
    request = json.load(sys.stdin)
    root, inputs = request["root"], request["inputs"]
    pdf = typst.compile(
        f"{root}/{request['template']}.typ",
        root=root,
        font_paths=[request["fonts"]],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=request["timestamp"],
    )
    if "attachment" in inputs:
        pdf = _declare_invoice(pdf, json.loads(inputs["attachment"])["name"])
    sys.stdout.buffer.write(pdf)


def _declare_invoice(pdf: Any, name: str) -> bytes:
    """Add what Factur-X wants to read in the metadata (Factur-X 1.09, chapter 6.2)."""
    properties = "".join(_PROPERTY.format(*each) for each in _PROPERTIES)
    block = _DESCRIPTION.format(space=_FACTUR_X, name=name, properties=properties)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root.Metadata
        xmp = metadata.read_bytes().decode()
        metadata.write(xmp.replace("</rdf:RDF>", block + "</rdf:RDF>", 1).encode())
        document.save(out, deterministic_id=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
