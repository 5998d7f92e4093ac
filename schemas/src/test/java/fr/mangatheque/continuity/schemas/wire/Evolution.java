package fr.mangatheque.continuity.schemas.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Whether one schema may follow another (FULL: either reads what the other wrote). Stricter than
 * Avro where its reader would not fail, but lose or mistake what was meant.
 */
final class Evolution {
  private Evolution() {}

  static List<String> faults(Schema earlier, Schema later) {
    List<String> faults = new ArrayList<>();
    reading(later, earlier).forEach(it -> faults.add("the new cannot read the old: " + it));
    reading(earlier, later).forEach(it -> faults.add("the old cannot read the new: " + it));
    meaning(earlier, later, later.getName(), faults);
    return faults;
  }

  private static List<String> reading(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(Evolution::told)
        .toList();
  }

  private static String told(Incompatibility it) {
    return it.getType() + " at " + it.getLocation() + " (" + it.getMessage() + ")";
  }

  private static void meaning(Schema earlier, Schema later, String place, List<String> faults) {
    if (!Objects.equals(earlier.getLogicalType(), later.getLogicalType())) {
      faults.add(place + " is counted in another unit (logical type)");
    }
    if (earlier.getType() != later.getType()) {
      return;
    }
    switch (earlier.getType()) {
      case ENUM -> symbols(earlier, later, place, faults);
      case ARRAY -> meaning(earlier.getElementType(), later.getElementType(), place, faults);
      case RECORD -> {
        for (Schema.Field field : earlier.getFields()) {
          Schema.Field kept = later.getField(field.name());
          if (kept != null) {
            meaning(field.schema(), kept.schema(), place + "." + field.name(), faults);
          }
        }
      }
      case UNION -> {
        for (int i = 0; i < Math.min(earlier.getTypes().size(), later.getTypes().size()); i++) {
          meaning(earlier.getTypes().get(i), later.getTypes().get(i), place, faults);
        }
      }
      default -> {}
    }
  }

  private static void symbols(Schema earlier, Schema later, String place, List<String> faults) {
    List<String> removed = new ArrayList<>(earlier.getEnumSymbols());
    removed.removeAll(later.getEnumSymbols());
    if (!removed.isEmpty()) {
      faults.add(place + " no longer knows " + removed);
    }
    if (!Objects.equals(earlier.getEnumDefault(), later.getEnumDefault())) {
      faults.add(place + " has another default");
    }
  }
}
