package momento.eventbridge.flink.table;

import momento.eventbridge.flink.Rejection;
import momento.eventbridge.flink.RejectionHandler;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of rows that can never be accepted, without their content, and goes on. */
final class LoggedRejections implements RejectionHandler<RowData> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LoggedRejections.class);

  @Override
  public void handle(Rejection<RowData> rejection) {
    LOG.warn("{}", rejection);
  }
}
