package dev.mercato.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: core, simulator and pages, then the jobs, then the command line. */
@AnalyzeClasses(packages = "dev.mercato", importOptions = ImportOption.DoNotIncludeTests.class)
class TestModuleDirections {
  private static final String SIMULATOR = "dev.mercato.simulator..";
  private static final String CORE = "dev.mercato.core..";
  private static final String GENERATOR = "dev.mercato.generator..";
  private static final String ETL = "dev.mercato.etl..";
  private static final String ML = "dev.mercato.ml..";
  private static final String STREAMING = "dev.mercato.streaming..";
  private static final String PAGE = "dev.mercato.page..";
  private static final String CLI = "dev.mercato.cli..";

  @ArchTest
  static final ArchRule coreKnowsNoJob =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SIMULATOR, PAGE, GENERATOR, ETL, ML, STREAMING, CLI);

  @ArchTest
  static final ArchRule aPageKnowsNothingOfWhatItShows =
      classes()
          .that()
          .resideInAPackage(PAGE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              PAGE,
              "dev.mercato.core",
              "java..",
              "javax.imageio..",
              "org.apache.hadoop.conf..",
              "org.apache.hadoop.fs..",
              "org.knowm.xchart..",
              "de.erichseifert.vectorgraphics2d..");

  @ArchTest
  static final ArchRule jobModulesDoNotKnowEachOther =
      slices()
          .matching("dev.mercato.(generator|etl|ml|streaming)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule packagesOfTheStreamGoRoundInNoCircle =
      slices().matching("dev.mercato.streaming.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheModelsGoRoundInNoCircle =
      slices().matching("dev.mercato.ml.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatAllModelsRestOnKnowsNoneOfThem =
      noClasses()
          .that()
          .resideInAPackage("dev.mercato.ml")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.mercato.ml.*..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule theSimulatorIsPure =
      classes()
          .that()
          .resideInAPackage(SIMULATOR)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(SIMULATOR, "java..", "net.datafaker..");

  @ArchTest
  static final ArchRule theTableRegistryKnowsNothingElseOfThePlatform =
      noClasses()
          .that()
          .resideInAPackage("dev.mercato.core.table..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.mercato.core.settings..",
              "dev.mercato.core.home..",
              "dev.mercato.core.raw..",
              "dev.mercato.core.spark..",
              "dev.mercato.core.warehouse..",
              "dev.mercato.core.job..",
              "dev.mercato.core.command..");
}
