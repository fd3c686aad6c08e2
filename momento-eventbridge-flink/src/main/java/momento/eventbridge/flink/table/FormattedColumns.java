package momento.eventbridge.flink.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import momento.eventbridge.EventValidationException;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.types.RowKind;

/** What a format makes of some columns. */
final class FormattedColumns implements RowValue {
  private static final long serialVersionUID = 1L;

  private final SerializationSchema<RowData> format;
  private final int[] columns;

  FormattedColumns(SerializationSchema<RowData> format, int[] columns) {
    this.format = format;
    this.columns = columns;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context) throws Exception {
    format.open(context);
  }

  @Override
  public String message(RowData row) {
    RowKind kind = row.getRowKind();
    // Formats of plain values refuse anything but inserts.
    row.setRowKind(RowKind.INSERT);
    byte[] bytes = format.serialize(ProjectedRowData.from(columns).replaceRow(row));
    row.setRowKind(kind);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new EventValidationException(
          "message",
          "has "
              + bytes.length
              + " bytes that are not UTF-8, as the table's format made them: take a format of text,"
              + " such as json or csv");
    }
  }
}
