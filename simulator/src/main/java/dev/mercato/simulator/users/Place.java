package dev.mercato.simulator.users;

import java.util.List;

/** A country with its largest cities, and the share of users who live there. */
record Place(String country, int share, List<String> cities) {

  static final List<Place> ALL =
      List.of(
          new Place(
              "United States",
              34,
              List.of(
                  "New York",
                  "Los Angeles",
                  "Chicago",
                  "Houston",
                  "Phoenix",
                  "Philadelphia",
                  "San Antonio",
                  "San Diego",
                  "Dallas",
                  "Seattle")),
          new Place(
              "United Kingdom",
              14,
              List.of("London", "Birmingham", "Manchester", "Leeds", "Glasgow", "Bristol")),
          new Place(
              "Germany",
              12,
              List.of("Berlin", "Hamburg", "Munich", "Cologne", "Frankfurt", "Stuttgart")),
          new Place(
              "France", 8, List.of("Paris", "Marseille", "Lyon", "Toulouse", "Nice", "Nantes")),
          new Place("Canada", 6, List.of("Toronto", "Montreal", "Vancouver", "Calgary", "Ottawa")),
          new Place("Spain", 5, List.of("Madrid", "Barcelona", "Valencia", "Seville", "Bilbao")),
          new Place("Italy", 5, List.of("Rome", "Milan", "Naples", "Turin", "Bologna")),
          new Place("Netherlands", 4, List.of("Amsterdam", "Rotterdam", "The Hague", "Utrecht")),
          new Place("Australia", 4, List.of("Sydney", "Melbourne", "Brisbane", "Perth")),
          new Place("Poland", 3, List.of("Warsaw", "Krakow", "Wroclaw", "Gdansk")),
          new Place("Sweden", 3, List.of("Stockholm", "Gothenburg", "Malmo")),
          new Place("Ireland", 2, List.of("Dublin", "Cork", "Galway")));
}
