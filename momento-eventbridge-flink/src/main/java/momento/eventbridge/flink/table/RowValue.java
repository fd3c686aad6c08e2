package momento.eventbridge.flink.table;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.data.RowData;

/** The message of a row's event. */
interface RowValue extends Serializable {

  /** Called when a subtask starts. */
  default void open(SerializationSchema.InitializationContext context) throws Exception {}

  /** The message; empty for a null, which the client refuses. */
  String message(RowData row);
}
