package momento.eventbridge.samples.bulkload;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventValidationException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file in UTF-8, one after the other. Its first line names the columns: {@code
 * key} and {@code message}, and {@code ttl} in seconds if the rows differ in it.
 */
final class CsvRows implements AutoCloseable {
  private final String cache;
  private final Duration defaultTtl;
  private final MappingIterator<String[]> records;
  private final int columns;
  private final int key;
  private final int message;
  private final int ttl;

  CsvRows(InputStream csv, String cache, Duration defaultTtl) throws IOException {
    this.cache = cache;
    this.defaultTtl = defaultTtl;
    this.records =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(csv);
    List<String> names = records.hasNextValue() ? Arrays.asList(records.nextValue()) : List.of();
    this.columns = names.size();
    this.key = names.indexOf("key");
    this.message = names.indexOf("message");
    this.ttl = names.indexOf("ttl");
    if (key < 0 || message < 0 || columns != (ttl < 0 ? 2 : 3)) {
      throw new LoadStoppedException(
          "the first line must name the columns key and message, and ttl or not, and no others");
    }
  }

  /** Passes over rows that were loaded before. */
  void skip(long rows) throws IOException {
    for (long i = 0; i < rows; i++) {
      if (record() == null) {
        throw new LoadStoppedException(
            "the file has " + i + " rows, fewer than the checkpoint has passed");
      }
    }
  }

  /** The next row, or null at the end of the file. */
  @Nullable Row next() throws IOException {
    long line = records.getParser().currentLocation().getLineNr();
    String[] record = record();
    if (record == null) {
      return null;
    }
    if (record.length != columns) {
      return Row.bad(
          line, "it has " + record.length + " fields and the first line names " + columns);
    }
    try {
      return Row.good(line, CacheSet.of(cache, record[key], record[message], ttl(record)));
    } catch (NumberFormatException e) {
      return Row.bad(line, "ttl is not a whole number of seconds");
    } catch (EventValidationException e) {
      return Row.bad(line, e.field() + " " + e.rule());
    }
  }

  private Duration ttl(String[] record) {
    return ttl < 0 || record[ttl].isEmpty()
        ? defaultTtl
        : Duration.ofSeconds(Long.parseLong(record[ttl]));
  }

  private String @Nullable [] record() throws IOException {
    long line = records.getParser().currentLocation().getLineNr();
    try {
      return records.hasNextValue() ? records.nextValue() : null;
    } catch (IOException | RuntimeJsonMappingException e) {
      // Not its text, which can quote the file. Where a quote is missing nobody can say which of
      // the lines that follow are rows, so the rest is not guessed at.
      throw new LoadStoppedException(
          "the row that begins in line "
              + line
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "): a quote may be missing, or the file is not in UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
