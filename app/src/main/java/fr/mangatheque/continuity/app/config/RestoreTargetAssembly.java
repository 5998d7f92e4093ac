package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts together what can be restored to. */
final class RestoreTargetAssembly {
  private final Values values;

  RestoreTargetAssembly(Values values) {
    this.values = values;
  }

  Map<String, RestoreTarget> targets() {
    Map<String, RestoreTarget> targets = new LinkedHashMap<>();
    RestoreTargetRules.targetNames(values).forEach(name -> targets.put(name, target(name)));
    return targets;
  }

  private RestoreTarget target(String name) {
    return new RestoreTarget(
        S3Settings.of(
            values.get(RestoreTargetKeys.ENDPOINT, name),
            values.get(RestoreTargetKeys.REGION, name),
            values.get(RestoreTargetKeys.BUCKET, name),
            values.get(RestoreTargetKeys.ACCESS_KEY_ID, name),
            values.get(RestoreTargetKeys.SECRET_ACCESS_KEY, name).value()),
        values.get(RestoreTargetKeys.PREFIX, name));
  }
}
