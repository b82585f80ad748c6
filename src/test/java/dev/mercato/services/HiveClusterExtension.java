package dev.mercato.services;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the {@link HiveCluster} that it asks for as a parameter: one for all test classes,
 * started when the first asks and closed after the last.
 */
final class HiveClusterExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == HiveCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(HiveClusterExtension.class))
        .getOrComputeIfAbsent(HiveCluster.class, key -> HiveCluster.start(), HiveCluster.class);
  }
}
