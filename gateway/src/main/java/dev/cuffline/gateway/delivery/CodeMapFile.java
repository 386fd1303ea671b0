package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.Code;
import dev.cuffline.fhir.CodeMap;
import dev.cuffline.gateway.yaml.BadYamlException;
import dev.cuffline.gateway.yaml.YamlNode;
import dev.cuffline.gateway.yaml.YamlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that say which words of its own one destination has for our codes. */
public final class CodeMapFile {
  private static final String A_CODE = "a system, a | and a code, such as http://loinc.org|8478-0";

  private CodeMapFile() {}

  /**
   * Reads a file.
   *
   * @throws BadYamlException with file, line and what was expected
   */
  public static CodeMap read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException unreadable) {
      throw new BadYamlException("cannot read the map of codes, " + file, unreadable);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param name of the file, for messages
   */
  static CodeMap parse(String yaml, String name) {
    YamlSection root = YamlSection.of(YamlNode.parse(yaml, name), name);
    List<CodeMap.Entry> entries = new ArrayList<>();
    for (YamlSection.Value item : root.require("codes").each()) {
      entries.add(entry(item));
      try {
        var _ = new CodeMap(entries);
      } catch (IllegalArgumentException twice) {
        throw item.wrong("given once: " + twice.getMessage());
      }
    }
    root.refuseOthers();
    return new CodeMap(entries);
  }

  private static CodeMap.Entry entry(YamlSection.Value item) {
    YamlSection section = item.section();
    YamlSection.Value from = section.require("from");
    Code ours = from.as(A_CODE, Code::parse);
    Code theirs = section.require("to").as(A_CODE, Code::parse);
    var display = section.find("display").map(YamlSection.Value::text).or(theirs::display);
    boolean keep = section.find("keep").map(CodeMapFile::flag).orElse(false);
    section.refuseOthers();
    try {
      return new CodeMap.Entry(ours, new Code(theirs.system(), theirs.code(), display), keep);
    } catch (IllegalArgumentException required) {
      throw from.wrong("another code, or kept: " + required.getMessage());
    }
  }

  private static boolean flag(YamlSection.Value value) {
    return switch (value.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw value.wrong("true or false");
    };
  }
}
