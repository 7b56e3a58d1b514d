"""The document's own description (XMP): PDF/A-3a and PDF/UA-1 at once, which the engine cannot state together."""

from typing import Any
from xml.sax.saxutils import escape

import pydyf

from briefgen.errors import RenderError

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
<dc:identifier>{identifier}</dc:identifier><dc:coverage>{coverage}</dc:coverage>
<dc:date><rdf:Seq><rdf:li>{created}</rdf:li></rdf:Seq></dc:date>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Open Government Licence v3.0</rdf:li></rdf:Alt></dc:rights>
<xmpRights:WebStatement>{licence}</xmpRights:WebStatement>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{generator}</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

FAMILY = "Source Sans Pro"


def _check_fonts(document: Any) -> None:
    """The engine takes a letter that the font lacks from any font of the machine; another machine has another one."""
    for font in document.fonts.values():
        if font.family != FAMILY:
            letters = "".join(sorted(set("".join(font.to_unicode.values()))))
            raise RenderError(f"{FAMILY} lacks {letters[:20]!r}, drawn in {font.family}; mend the text or the style.")


def finish(document: Any, pdf: Any) -> None:
    """Before the trailer is written: our packet in place of the engine's, each enclosure listed once."""
    _check_fonts(document)
    known = document.metadata
    values = {
        "title": known.title,
        "author": ", ".join(known.authors),
        "description": known.description,
        "identifier": known.custom["dcterms.identifier"],
        "coverage": known.custom["dcterms.coverage"],
        "lang": known.lang,
        "licence": LICENCE,
        "producer": pdf.info["Producer"].string,
        "keywords": ", ".join(known.keywords),
        "generator": known.generator,
        "created": known.created,
    }
    packet = _PACKET.format(**{key: escape(str(value)) for key, value in values.items()})
    stream = pydyf.Stream([packet.encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(list(dict.fromkeys(pdf.catalog["AF"])))
