package dev.cuffline.gateway.billing;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** A landscape document of headings, text and tables, with a header, a note and page numbers. */
final class PdfSheet {
  private static final float MARGIN = 36;
  private static final float ABOVE = 54;
  private static final float SMALL = 7.5f;
  private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 14);
  private static final Font HEADING = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 10);
  private static final Font TEXT = FontFactory.getFont(FontFactory.HELVETICA, 8.5f);
  private static final Font CELL = FontFactory.getFont(FontFactory.HELVETICA, SMALL);
  private static final Font HEAD = FontFactory.getFont(FontFactory.HELVETICA_BOLD, SMALL);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Document document =
      new Document(PageSize.LETTER.rotate(), MARGIN, MARGIN, ABOVE, ABOVE);

  PdfSheet(String header, String note) {
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setPageEvent(new Frame(header, note));
    document.addTitle(header);
    document.addCreator("Cuffline");
    document.open();
  }

  /** Header, note and "Page 2 of 3" on every page; how many there are is known at the end. */
  private static final class Frame extends PdfPageEventHelper {
    private final String header;
    private final String note;
    private @Nullable PdfTemplate total;

    Frame(String header, String note) {
      this.header = header;
      this.note = note;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
      total = writer.getDirectContent().createTemplate(30, 12);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
      Rectangle page = document.getPageSize();
      PdfContentByte canvas = writer.getDirectContent();
      put(canvas, new Phrase(header, HEAD), MARGIN, page.getHeight() - MARGIN);
      put(canvas, new Phrase(note, CELL), MARGIN, MARGIN - 10);
      float right = page.getWidth() - MARGIN - 70;
      String words = "Page " + writer.getPageNumber() + " of ";
      put(canvas, new Phrase(words, CELL), right, MARGIN - 10);
      canvas.addTemplate(
          Objects.requireNonNull(total),
          right + HEAD.getCalculatedBaseFont(false).getWidthPoint(words, SMALL),
          MARGIN - 10);
    }

    private static void put(PdfContentByte canvas, Phrase phrase, float x, float y) {
      ColumnText.showTextAligned(canvas, Element.ALIGN_LEFT, phrase, x, y, 0);
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
      BaseFont font = CELL.getCalculatedBaseFont(false);
      PdfTemplate number = Objects.requireNonNull(total);
      number.beginText();
      number.setFontAndSize(font, SMALL);
      number.showText(String.valueOf(writer.getPageNumber() - 1));
      number.endText();
    }
  }

  void title(String words) {
    document.add(new Paragraph(words, TITLE));
  }

  void heading(String words) {
    Paragraph heading = new Paragraph(words, HEADING);
    heading.setSpacingBefore(10);
    heading.setSpacingAfter(3);
    document.add(heading);
  }

  void text(String words) {
    document.add(new Paragraph(words, TEXT));
  }

  /** A table whose head stands on every page; widths are relative. */
  void table(List<Float> widths, List<String> head, List<List<String>> rows) {
    PdfPTable table = new PdfPTable(widths.size());
    float[] each = new float[widths.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = widths.get(i);
    }
    table.setWidths(each);
    table.setWidthPercentage(100);
    table.setSpacingBefore(4);
    table.setSpacingAfter(4);
    table.setHeaderRows(1);
    head.forEach(words -> table.addCell(cell(words, HEAD)));
    rows.forEach(row -> row.forEach(words -> table.addCell(cell(words, CELL))));
    document.add(table);
  }

  private static PdfPCell cell(String words, Font font) {
    PdfPCell cell = new PdfPCell(new Phrase(words, font));
    cell.setBorderWidth(0.4f);
    cell.setPadding(2.5f);
    return cell;
  }

  byte[] bytes() {
    document.close();
    return out.toByteArray();
  }
}
