"""What a collaboration costs and gives, and who pays. Owns distribution keys and business cases; knows no councils."""
