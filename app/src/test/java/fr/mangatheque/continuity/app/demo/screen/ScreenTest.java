package fr.mangatheque.continuity.app.demo.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String ESCAPE = "\u001b";

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalThereArePlainLinesOnly() {
    Screen screen = new Screen(out, false);

    screen.act(1, "A title");
    screen.progress(1, 2, "half");
    screen.check(false, "a check", "what was seen");

    assertThat(shown()).doesNotContain(ESCAPE, "\r");
    assertThat(shown().lines())
        .containsExactly("", " 1  A title", "    half", "    ✗ a check · what was seen");
  }

  @Test
  void withoutATerminalProgressIsRare() {
    Screen screen = new Screen(out, false);

    for (int i = 0; i < 100; i++) {
      screen.progress(i, 100, "line " + i);
    }

    assertThat(shown().lines()).containsExactly("    line 0");
  }

  @Test
  void onATerminalTheNextLineTakesTheProgressLinesPlace() {
    Screen screen = new Screen(out, true);

    screen.progress(1, 2, "half");
    screen.progress(2, 2, "all");
    screen.says("done");

    assertThat(shown()).contains("━").doesNotContain("half\n", "all\n");
    assertThat(shown()).endsWith("\r" + ESCAPE + "[2K    done" + System.lineSeparator());
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
