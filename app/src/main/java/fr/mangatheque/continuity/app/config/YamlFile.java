package fr.mangatheque.continuity.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as names with values, as written: a token that looks like a number keeps its leading
 * zeros, and each value knows its line.
 */
final class YamlFile {
  private static final int DEEPEST = 12;

  private final String shown;
  private final List<Fault> faults;
  private final Map<String, Said> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new TreeMap<>();

  private YamlFile(String shown, List<Fault> faults) {
    this.shown = shown;
    this.faults = faults;
  }

  /** Reads {@code file}; what is wrong with it is added to {@code faults}. */
  static YamlFile read(Path file, List<Fault> faults) {
    YamlFile yaml = new YamlFile(file.toString(), faults);
    try {
      yaml.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      yaml.fault(0, "", "there is no such file; write one with: continuity init");
    } catch (CharacterCodingException e) {
      yaml.fault(0, "", "is not UTF-8 text");
    } catch (IOException e) {
      yaml.fault(0, "", "cannot be read: " + e.getMessage());
    }
    return yaml;
  }

  Map<String, Said> values() {
    return values;
  }

  /** Where {@code name} is said, or what it would belong to. */
  Place place(String name) {
    for (String at = name; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return new Place(shown, line);
      }
    }
    return new Place(shown, 0);
  }

  private static String parent(String name) {
    return name.substring(0, Math.max(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('['))));
  }

  private void parse(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode map) {
        section("", map, 0);
      } else if (root != null) {
        fault(line(root), "", "is not a YAML mapping of keys to values");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      fault(line, "", "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      fault(0, "", "is not YAML: " + e.getMessage());
    }
  }

  private void section(String path, MappingNode map, int depth) {
    for (NodeTuple tuple : map.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        fault(line(tuple.getKeyNode()), path, "a key is not text");
        continue;
      }
      String name = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      Integer before = lines.putIfAbsent(name, line(key));
      if (before != null) {
        fault(line(key), name, "is said before, in line " + before);
      } else {
        node(name, tuple.getValueNode(), depth + 1);
      }
    }
  }

  private void node(String name, Node node, int depth) {
    if (depth > DEEPEST) {
      fault(line(node), name, "is nested too deeply");
      return;
    }
    switch (node) {
      case MappingNode map -> section(name, map, depth);
      case SequenceNode list -> {
        for (int i = 0; i < list.getValue().size(); i++) {
          Node element = list.getValue().get(i);
          String place = name + "[" + i + "]";
          lines.putIfAbsent(place, line(element));
          node(place, element, depth + 1);
        }
      }
      case ScalarNode scalar -> {
        if (!scalar.getTag().equals(Tag.NULL)) {
          values.put(name, new Said(scalar.getValue(), new Place(shown, line(scalar))));
        }
      }
      default -> fault(line(node), name, "is not something a configuration holds");
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private void fault(int line, String key, String message) {
    faults.add(new Fault(new Place(shown, line), key, message));
  }
}
