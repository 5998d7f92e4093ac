package fr.mangatheque.continuity.app.config;

import java.util.List;

/** The reference page of all keys. */
public final class Reference {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Written by: ./continuity config reference > docs/reference/configuration.md -->

      A YAML file, given with `--config` or in `CONTINUITY_CONFIG`; else `continuity.yaml` in the
      working directory. `./continuity init` writes one to start from, `./continuity config check`
      tells all that is wrong with one, `./continuity config show` shows what holds and where it was said.

      - Every key can be set by the environment variable beside it, which wins over the file. `NAME`
        stands for a name in capitals with `_` for `-`, `0` for a place in a list; a list is also one
        variable with commas (`CONTINUITY_INTAKE_TOKENS=one,two`) and then replaces the file's.
        Unknown variables that start with `CONTINUITY_` are faults, like unknown keys.
      - Every secret can be kept in a file: `secret-access-key-file` (`…_SECRET_ACCESS_KEY_FILE`) names one, and
        line ends at its end are dropped. Names of files are relative to where the configuration is.
      - A `$` is a `$`: nothing is expanded. An empty value is as good as none.
      - A duration is a whole number with `ms`, `s`, `m`, `h` or `d`; a size one with `KiB`, `MiB`, `GiB`, `kB`,
        `MB`, `GB` or `B`.
      """;

  private Reference() {}

  public static String text() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    for (Section section : Keys.sections()) {
      String path = section.path().replace("*", "NAME");
      text.append("\n## ").append(path.isEmpty() ? "At the root" : path).append("\n\n");
      text.append(section.doc().isEmpty() ? "" : section.doc() + "\n\n");
      text.append("| key | what it is | default | environment |\n| --- | --- | --- | --- |\n");
      section.keys().forEach(key -> row(section, key, text));
      if (!section.example().isEmpty()) {
        example(section, text);
      }
    }
    return text.toString();
  }

  private static void row(Section section, Key<?> key, StringBuilder text) {
    String name =
        section.below(key).replace("**", "NAME").replace("[*]", "[0]").replace("*", "NAME");
    String full =
        key.path().text().replace("**", "NAME").replace("[*]", "[0]").replace("*", "NAME");
    text.append(
        "| `%s` | %s *%s* | %s | `%s` |\n"
            .formatted(
                name, key.doc(), key.type().description(), standard(key), KeyPath.variable(full)));
  }

  private static String standard(Key<?> key) {
    String standard = key.standard();
    if (standard != null) {
      return standard.isEmpty() ? "none" : "`" + standard + "`";
    }
    return key.required() ? "**required**" : key.otherwise() == null ? "" : key.otherwise();
  }

  private static void example(Section section, StringBuilder text) {
    text.append("\n```yaml\n").append(section.path()).append(":\n");
    List<String> lines = section.example().lines().toList();
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("```\n");
  }
}
