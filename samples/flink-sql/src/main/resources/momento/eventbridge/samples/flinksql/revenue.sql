-- Orders as they come; Flink makes them up.
CREATE TABLE orders (
  product INT,
  price INT
) WITH (
  'connector' = 'datagen',
  'rows-per-second' = '${ordersPerSecond}',
  'number-of-rows' = '${orders}',
  'fields.product.min' = '1',
  'fields.product.max' = '5',
  'fields.price.min' = '1',
  'fields.price.max' = '100'
);

-- One cache item for each product: its key is the product, its value the other columns as JSON.
CREATE TABLE revenue (
  product STRING,
  orders BIGINT,
  total BIGINT,
  PRIMARY KEY (product) NOT ENFORCED
) WITH (
  'connector' = 'momento-eventbridge',
  'cache-name' = 'revenue',
  'ttl' = '10 min',
  'format' = 'json',
  'value.fields-include' = 'EXCEPT_KEY',
  'aws.region' = 'us-east-1',
  'aws.endpoint' = '${endpoint}',
  'aws.credentials.provider.basic.accesskeyid' = 'any',
  'aws.credentials.provider.basic.secretkey' = 'any'
);

INSERT INTO revenue
SELECT CONCAT('product-', CAST(product AS STRING)), COUNT(*), SUM(price)
FROM orders
GROUP BY CONCAT('product-', CAST(product AS STRING));
