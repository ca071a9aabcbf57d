"""Reference data about who can take part: dated regions, the 98 municipalities, their population, and other parties."""
