package momento.eventbridge.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import momento.eventbridge.benchmarks.ClientProcess;
import momento.eventbridge.benchmarks.Form;
import momento.eventbridge.benchmarks.throughput.HttpClient;

/** Starts processes in turns, ours and the SDK's, and takes the time. */
public final class StartUpRun {
  private StartUpRun() {}

  /** Times the HTTP clients of the form. */
  public static List<StartUp> run(URI stub, Form form) {
    List<StartUp> all = new ArrayList<>();
    int starts = form.starts();
    for (HttpClient http : form.syncStartUps()) {
      all.add(
          pair(stub, http, http.title() + ", sync", Starter.RAW_SYNC, Starter.OURS_SYNC, starts));
    }
    for (HttpClient http : form.asyncStartUps()) {
      all.add(
          pair(
              stub, http, http.title() + ", async", Starter.RAW_ASYNC, Starter.OURS_ASYNC, starts));
    }
    return all;
  }

  private static StartUp pair(
      URI stub, HttpClient http, String title, Starter raw, Starter ours, int starts) {
    // The first start of each reads the jars into the machine's cache; it counts classes instead.
    long rawClasses = classes(stub, http, raw);
    long oursClasses = classes(stub, http, ours);
    List<Double> rawMillis = new ArrayList<>();
    List<Double> oursMillis = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      rawMillis.add(millis(stub, http, raw, List.of()));
      oursMillis.add(millis(stub, http, ours, List.of()));
    }
    return new StartUp(title, rawMillis, oursMillis, rawClasses, oursClasses);
  }

  private static double millis(URI stub, HttpClient http, Starter starter, List<String> options) {
    long begin = System.nanoTime();
    Process process =
        ClientProcess.start(
            stub, http.artifacts(), options, StartMain.class, List.of(starter.name(), http.name()));
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String eventId = output.readLine();
      double millis = (System.nanoTime() - begin) * 1e-6;
      if (eventId == null) {
        throw new IllegalStateException(starter + " on " + http + " published nothing");
      }
      process.waitFor();
      return millis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process started", e);
    }
  }

  private static long classes(URI stub, HttpClient http, Starter starter) {
    try {
      Path log = Files.createTempFile("classes", ".txt");
      try {
        millis(stub, http, starter, List.of("-Xlog:class+load:file=" + log));
        try (Stream<String> lines = Files.lines(log)) {
          return lines.filter(line -> line.contains(" source: ")).count();
        }
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
