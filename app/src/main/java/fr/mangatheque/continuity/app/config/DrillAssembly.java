package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together how restores are rehearsed, and how CDNs are looked at. */
final class DrillAssembly {
  private final Values values;

  DrillAssembly(Values values) {
    this.values = values;
  }

  DrillOptions drills() {
    return new DrillOptions(
        target(),
        values.get(DrillKeys.PREFIX),
        values.get(DrillKeys.SAMPLE),
        values.find(DrillKeys.RECOVERY_TIME).orElse(null),
        values.find(DrillKeys.RECOVERY_POINT).orElse(null));
  }

  private @Nullable S3Settings target() {
    return DrillRules.hasTarget(values)
        ? S3Settings.of(
            values.get(DrillKeys.ENDPOINT),
            values.get(DrillKeys.REGION),
            values.get(DrillKeys.BUCKET),
            values.get(DrillKeys.ACCESS_KEY_ID),
            values.get(DrillKeys.SECRET_ACCESS_KEY).value())
        : null;
  }

  CdnOptions cdn() {
    Map<String, URI> bases = new LinkedHashMap<>();
    for (String source : Rules.sourceNames(values)) {
      values.given(CdnKeys.BASE, source).ifPresent(base -> bases.put(source, base));
    }
    return new CdnOptions(
        bases, values.get(CdnKeys.SAMPLE), values.get(CdnKeys.LIMIT), values.get(CdnKeys.MAY_LAG));
  }
}
