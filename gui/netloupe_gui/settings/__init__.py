"""What is kept between runs, and where the bundled resources lie."""
